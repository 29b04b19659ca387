import { z } from 'zod';

export const TaskParams = z.object({ taskId: z.uuid() });
export const CaseParams = z.object({ caseId: z.uuid() });
export const DecisionParams = z.object({ decisionId: z.uuid() });

/** People chosen for stages to come, by the stage's key. */
export const ChoicesField = z.record(z.string().max(60), z.array(z.uuid()).max(20)).meta({
  description:
    'By the key of a stage to come: the accounts that decide it, as GET /tasks/{taskId}/choices offers them.',
});

const Instant = z.date().meta({ type: 'string', format: 'date-time' });

/** Where somebody acts on behalf of another, a client prints 乙（代甲）. */
export const PersonSchema = z.object({ id: z.uuid(), name: z.string() });

export const InboxTaskSchema = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  caseNumber: z.string(),
  process: z.string(),
  stage: z.string(),
  titleZh: z.string(),
  titleEn: z.string(),
  caseTitleZh: z.string(),
  caseTitleEn: z.string(),
  form: z.string().nullable(),
  state: z.string(),
  priority: z.number().int(),
  createdAt: Instant,
  startBy: Instant.nullable(),
  atRiskAt: Instant.nullable(),
  dueAt: Instant.nullable(),
  dueFlag: z.string().nullable(),
  overdueAt: Instant.nullable(),
  claimedAt: Instant.nullable(),
  urgeCount: z.number().int(),
  urgedAt: Instant.nullable(),
  assignee: PersonSchema.nullable().meta({ description: 'Who has claimed it.' }),
  delegate: PersonSchema.nullable().meta({ description: 'Who works on it until they recommend something.' }),
  onBehalfOf: PersonSchema.nullable().meta({ description: 'In whose name I would decide it; null when in my own.' }),
  company: PersonSchema.nullable().meta({ description: 'Whose case it is.' }),
  unit: z.object({ id: z.uuid(), code: z.string(), nameZh: z.string(), nameEn: z.string() }),
  amount: z.string().nullable().meta({ description: 'Yuan, with two decimals.' }),
  channelType: z.string().nullable(),
});

/** `progress` is PENDING while the engine has not been told yet; the act itself stands. */
export const Progress = z.enum(['DONE', 'PENDING']);
export const InstantSchema = Instant;
