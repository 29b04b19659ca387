import { z } from 'zod';
import { actOnTask } from '../../../../cases/act-on-task.ts';
import { removeSigner } from '../../../../tasks/signers/remove-signer.ts';
import { defineRoute } from '../../../route.ts';
import { Progress } from '../schemas.ts';

/** DELETE /tasks/{taskId}/signers/{signerTaskId} */
export const removeSignerRoute = defineRoute({
  id: 'removeSigner',
  method: 'delete',
  path: '/tasks/{taskId}/signers/{signerTaskId}',
  tag: 'tasks',
  summary: 'No longer ask a signer who was added to my task and has not spoken',
  access: ['WORK_ON_TASKS'],
  params: z.strictObject({ taskId: z.uuid(), signerTaskId: z.uuid() }),
  response: {
    status: 200,
    schema: z.object({ taskId: z.uuid(), removed: z.array(z.uuid()), progress: Progress }),
  },
  refusals: [
    'NOT_YOURS',
    'SIGNER_HAS_SPOKEN',
    'ALREADY_DECIDED',
    'TASK_SUSPENDED',
    'NOBODY_LEFT',
    'IN_TRANSITION',
    'CASE_CLOSED',
    'CASE_CLOSING',
  ],
  handle({ actor, params: { taskId, signerTaskId }, act }) {
    const perform = actOnTask(actor, taskId, (running, atHand) => removeSigner(running, actor, atHand, signerTaskId));
    return act(perform, { taskId });
  },
});
