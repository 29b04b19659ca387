import { z } from 'zod';
import { previewHandOver } from '../../../../tasks/hand-over/preview-hand-over.ts';
import { defineRoute } from '../../../route.ts';
import { InstantSchema } from '../../tasks/schemas.ts';
import { StaffParams } from '../schemas.ts';
import { PLAN } from './schemas.ts';

/** POST /staff/{accountId}/hand-over/preview */
export const previewHandOverRoute = defineRoute({
  id: 'previewHandOver',
  method: 'post',
  path: '/staff/{accountId}/hand-over/preview',
  tag: 'staff',
  summary: 'What waits for this person alone, and who would receive each task; changes nothing',
  access: ['WRITE_ORGANISATION'],
  params: StaffParams,
  body: z.strictObject(PLAN),
  keyless: true,
  response: {
    status: 200,
    schema: z.object({
      tasks: z.array(
        z.object({
          taskId: z.uuid(),
          caseId: z.uuid(),
          caseNumber: z.string(),
          process: z.string(),
          stage: z.string(),
          titleZh: z.string(),
          titleEn: z.string(),
          state: z.string(),
          dueAt: InstantSchema.nullable(),
          held: z.boolean().meta({ description: 'Claimed by them; otherwise nobody else could take it.' }),
          to: z.uuid(),
          reasonCode: z
            .string()
            .nullable()
            .meta({ description: 'Why they cannot receive it, as in RECEIVER_NOT_POSSIBLE.' }),
        }),
      ),
      roles: z.array(
        z.object({ assignmentId: z.uuid(), role: z.string(), unitId: z.uuid(), validTo: z.string().nullable() }),
      ),
      heads: z.array(z.object({ unitId: z.uuid(), nameZh: z.string(), nameEn: z.string() })),
      substitutions: z.array(
        z.object({
          substitutionId: z.uuid(),
          principalId: z.uuid(),
          substituteId: z.uuid(),
          validTo: InstantSchema,
        }),
      ),
    }),
  },
  async handle({ deps, params, body }) {
    return { body: await previewHandOver(deps.db.sql, { ...params, ...body }) };
  },
});
