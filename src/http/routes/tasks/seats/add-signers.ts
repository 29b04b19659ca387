import { z } from 'zod';
import { actOnTask } from '../../../../cases/act-on-task.ts';
import { SIGNER_PLACES } from '../../../../domain/tasks/standing.ts';
import { addSigners } from '../../../../tasks/signers/add-signers.ts';
import { defineRoute } from '../../../route.ts';
import { freeText } from '../../../text.ts';
import { Progress, TaskParams } from '../schemas.ts';

const People = z
  .array(z.uuid())
  .min(1)
  .max(20)
  .refine((ids) => new Set(ids).size === ids.length, 'NAMED_TWICE');

/** POST /tasks/{taskId}/signers */
export const addSignersRoute = defineRoute({
  id: 'addSigners',
  method: 'post',
  path: '/tasks/{taskId}/signers',
  tag: 'tasks',
  summary: 'Ask others for their word before, after or beside mine',
  access: ['WORK_ON_TASKS'],
  params: TaskParams,
  body: z.strictObject({ people: People, place: z.enum(SIGNER_PLACES), reason: freeText(4000) }),
  response: {
    status: 200,
    schema: z.object({
      taskId: z.uuid(),
      signers: z.array(z.object({ taskId: z.uuid(), accountId: z.uuid() })),
      progress: Progress,
    }),
  },
  refusals: [
    'DELEGATED_AWAY',
    'OPERATION_NOT_POSSIBLE',
    'OPERATION_NOT_OFFERED',
    'RECEIVER_NOT_POSSIBLE',
    'NOT_HOLDER',
    'EXCLUDED',
    'ALREADY_DECIDED',
    'SUPERSEDED',
    'TASK_SUSPENDED',
    'NOT_YOUR_TURN',
    'IN_TRANSITION',
    'CASE_CLOSED',
    'CASE_CLOSING',
  ],
  handle({ actor, params: { taskId }, body, act }) {
    const perform = actOnTask(actor, taskId, (running, atHand) => addSigners(running, actor, atHand, body));
    return act(perform, { taskId });
  },
});
