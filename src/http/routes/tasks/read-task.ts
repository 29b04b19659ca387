import { z } from 'zod';
import { sightOf, visibleTask } from '../../../cases/visibility.ts';
import { CONFIRMATION_STATES } from '../../../domain/tasks/confirmation.ts';
import { SIGNER_PLACES } from '../../../domain/tasks/standing.ts';
import { readTaskDetail } from '../../../tasks/detail/read-task-detail.ts';
import { AttachmentSchema } from '../comments/schemas.ts';
import { defineRoute } from '../../route.ts';
import { InboxTaskSchema, InstantSchema, PersonSchema, TaskParams } from './schemas.ts';

const Instant = z.string().meta({ format: 'date-time' });

const Seat = z.object({
  taskId: z.uuid(),
  state: z.enum(['OPEN', 'WAITING', 'SUSPENDED', 'DONE', 'REMOVED', 'ENDED']),
  waitsFor: z.enum(['TURN', 'SIGNER']).nullable(),
  people: z.array(PersonSchema).meta({ description: 'Empty for a pool nobody has taken it from.' }),
  onBehalfOf: PersonSchema.nullable(),
  outcome: z.string().nullable(),
  automatic: z.boolean(),
  decidedAt: Instant.nullable(),
  reasonCode: z.string().nullable(),
  reason: z.string().nullable(),
  dueAt: Instant.nullable(),
  weight: z.number().int(),
  added: z
    .object({ by: PersonSchema, to: z.uuid(), place: z.enum(SIGNER_PLACES), reason: z.string().nullable() })
    .nullable(),
});

const Outcome = z.object({
  outcome: z.enum(['APPROVE', 'REJECT', 'RETURN']),
  reasonRequired: z.boolean(),
  returnTo: z.array(z.string()).optional(),
});

const Operation = z.object({
  operation: z.string().meta({
    description:
      'CLAIM, RELEASE, DECIDE, SIGN, SUPPLEMENT, TRANSFER, DELEGATE, RECALL, RECOMMEND, ADD_BEFORE, ADD_AFTER, ADD_BESIDE, REMOVE_SIGNER, TAKE_BACK, POSTPONE, SET_PRIORITY or CONFIRM',
  }),
  outcomes: z.array(Outcome).optional(),
  signers: z.array(z.uuid()).optional().meta({ description: 'Tasks of the signers that can be removed.' }),
  decisionId: z.uuid().optional(),
});

const Confirmation = z.object({
  state: z.enum([...CONFIRMATION_STATES, 'VOID']),
  supervisor: PersonSchema.nullable().meta({ description: 'Null: the administrators.' }),
  askedAt: InstantSchema,
  answeredBy: PersonSchema.nullable(),
  onBehalfOf: PersonSchema.nullable().meta({ description: 'In whose name they answered.' }),
  answeredAt: InstantSchema.nullable(),
  note: z.string().nullable(),
});

const Done = z.object({
  operation: z.string(),
  by: PersonSchema.nullable().meta({ description: 'Null: the system.' }),
  onBehalfOf: PersonSchema.nullable(),
  to: PersonSchema.nullable(),
  outcome: z.string().nullable(),
  reason: z.string().nullable(),
  attachments: z.array(AttachmentSchema),
  at: InstantSchema,
});

/** GET /tasks/{taskId} */
export const readTaskRoute = defineRoute({
  id: 'readTask',
  method: 'get',
  path: '/tasks/{taskId}',
  tag: 'tasks',
  summary: 'One task: its stage, who has spoken there, and exactly what I may do with it now',
  access: ['READ_CASES', 'READ_ALL_CASES'],
  params: TaskParams,
  response: {
    status: 200,
    schema: InboxTaskSchema.extend({
      version: z.number().int(),
      supervisor: PersonSchema.nullable(),
      outcome: z.string().nullable(),
      endedAt: InstantSchema.nullable(),
      waitsFor: z.enum(['TURN', 'SIGNER']).nullable(),
      supersededBy: z.uuid().nullable(),
      exclusion: z.string().nullable(),
      stageRule: z.object({ mode: z.string(), passPercent: z.number().int().nullable(), settle: z.string() }),
      confirmation: Confirmation.nullable().meta({ description: 'Null where nobody is asked to confirm the stage.' }),
      seats: z.array(Seat),
      history: z.array(Done),
      operations: z.array(Operation),
    }),
  },
  async handle({ deps, actor, params: { taskId } }) {
    const { sql } = deps.db;
    const atHand = await visibleTask(sql, actor, taskId);
    const { own } = await sightOf(sql, actor, atHand.task.caseId);
    const detail = await readTaskDetail(sql, atHand, { accountId: actor.id, isOffice: !own });
    return { body: detail, etag: detail.version };
  },
});
