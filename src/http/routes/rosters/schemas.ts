import { z } from 'zod';
import { ROSTER_KINDS } from '../../../domain/organisation/roster.ts';
import { InstantField } from '../staff/schemas.ts';

export const RosterParams = z.object({ rosterId: z.uuid() });
export const MemberParams = z.object({ rosterId: z.uuid(), memberId: z.uuid() });
export const RosterKindField = z.enum(ROSTER_KINDS);
export const RosterCodeField = z.string().regex(/^[A-Z][A-Z0-9_]{0,59}$/);

export const RosterSchema = z
  .object({
    id: z.uuid(),
    kind: RosterKindField,
    unitId: z.uuid(),
    unitNameZh: z.string(),
    unitNameEn: z.string(),
    code: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    closed: z.boolean(),
    version: z.number().int(),
    members: z.array(
      z.object({
        memberId: z.uuid(),
        accountId: z.uuid(),
        name: z.string(),
        validFrom: InstantField,
        validTo: InstantField.nullable(),
      }),
    ),
  })
  .meta({ id: 'Roster' });

/** What a change of a list answers; `version` is the next If-Match. */
export const RosterNowSchema = z.object({ rosterId: z.uuid(), version: z.number().int() });
