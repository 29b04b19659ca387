import { z } from 'zod';
import { AUDIENCES } from '../../../domain/conversation/audience.ts';
import { InstantSchema, Progress } from '../tasks/schemas.ts';

export const TAG = 'conversation';

export const CommentParams = z.object({ commentId: z.uuid() });
export const CommentWritten = z.object({ caseId: z.uuid(), commentId: z.uuid(), progress: Progress });

/** How long a comment, a question or an answer may be; more belongs into a file. */
export const LONGEST_COMMENT = 4000;

/** OFFICE: staff among themselves. EVERYBODY: the applicant's people too. */
export const AudienceSchema = z.enum(AUDIENCES);
export const PersonSchema = z.object({ id: z.uuid(), name: z.string() });

/** Files I uploaded to the case before; how many one record takes says the policy. */
export const AttachmentsField = z.array(z.uuid()).max(100).optional();

export const AttachmentSchema = z.object({ id: z.uuid(), name: z.string(), size: z.int(), mime: z.string() });

export const CommentSchema = z.object({
  id: z.uuid(),
  kind: z.string(),
  audience: z.string(),
  side: z.string(),
  author: PersonSchema.nullable(),
  taskId: z.uuid().nullable(),
  parentId: z.uuid().nullable(),
  asked: PersonSchema.nullable(),
  mentions: z.array(PersonSchema),
  body: z.string().nullable(),
  attachments: z.array(AttachmentSchema),
  createdAt: InstantSchema,
  answeredAt: InstantSchema.nullable(),
  withdrawnAt: InstantSchema.nullable(),
});

export const QuestionSchema = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  caseNumber: z.string(),
  process: z.string(),
  titleZh: z.string(),
  titleEn: z.string(),
  taskId: z.uuid().nullable(),
  audience: z.string(),
  askedBy: PersonSchema.nullable(),
  asked: PersonSchema.nullable(),
  body: z.string(),
  createdAt: InstantSchema,
  answeredAt: InstantSchema.nullable(),
});
