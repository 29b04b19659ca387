import { z } from 'zod';
import { UNIT_LEVELS } from '../../../domain/organisation/unit-tree.ts';

export const UnitParams = z.object({ unitId: z.uuid() });
export const UnitLevelField = z.enum(UNIT_LEVELS);

export const UnitSchema = z
  .object({
    id: z.uuid(),
    parentId: z.uuid().nullable(),
    level: UnitLevelField,
    code: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    path: z.array(z.uuid()).meta({ description: 'Ids from the root to the unit itself.' }),
    headId: z.uuid().nullable().meta({ description: 'Shown to staff only.' }),
    headName: z.string().nullable(),
    closed: z.boolean(),
    version: z.number().int(),
  })
  .meta({ id: 'Unit' });

/** What a change of a unit answers; `version` is the next If-Match. */
export const UnitNowSchema = z.object({ unitId: z.uuid(), version: z.number().int() });
