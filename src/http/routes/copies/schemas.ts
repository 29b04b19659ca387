import { z } from 'zod';
import { PersonSchema } from '../comments/schemas.ts';
import { InstantSchema } from '../tasks/schemas.ts';

export const TAG = 'conversation';

export const CopyParams = z.object({ copyId: z.uuid() });

const Copy = z.object({
  id: z.uuid(),
  /** Null where a stage of the route sent it. */
  sentBy: PersonSchema.nullable(),
  stage: z.string().nullable(),
  note: z.string().nullable(),
  sentAt: InstantSchema,
  readAt: InstantSchema.nullable(),
});

export const OwnCopySchema = Copy.extend({
  caseId: z.uuid(),
  caseNumber: z.string(),
  caseState: z.string(),
  process: z.string(),
  titleZh: z.string(),
  titleEn: z.string(),
});

export const CaseCopySchema = Copy.extend({ to: PersonSchema, revokedAt: InstantSchema.nullable() });

/** How many were marked by this call, and whether there are more. */
export const ReadSchema = z.object({ read: z.int(), more: z.boolean(), progress: z.string() });
