import { z } from 'zod';
import { actOnTask } from '../../../../cases/act-on-task.ts';
import { supplementCase } from '../../../../processes/supplement-case.ts';
import { defineRoute } from '../../../route.ts';
import { Progress, TaskParams } from '../schemas.ts';

/** POST /tasks/{taskId}/supplement */
export const supplementTaskRoute = defineRoute({
  id: 'supplementTask',
  method: 'post',
  path: '/tasks/{taskId}/supplement',
  tag: 'tasks',
  summary: 'Hand in what was asked for; the truth is declared again',
  access: ['WORK_ON_TASKS'],
  params: TaskParams,
  body: z.strictObject({ declaration: z.boolean() }),
  response: {
    status: 200,
    schema: z.object({ caseId: z.uuid(), taskId: z.uuid(), opened: z.array(z.uuid()), progress: Progress }),
  },
  refusals: [
    'DECLARATION_MISSING',
    'NOTHING_CHANGED',
    'PROOFS_MISSING',
    'PROOF_EXPIRED',
    'FORM_FAULTY',
    'NOT_HOLDER',
    'ALREADY_DECIDED',
    'CASE_CLOSED',
    'CASE_CLOSING',
    'IN_TRANSITION',
    'OUTCOME_NOT_OFFERED',
  ],
  handle({ actor, params: { taskId }, body, act }) {
    const perform = actOnTask(actor, taskId, (running, atHand) =>
      supplementCase(running, actor, atHand, body.declaration),
    );
    return act(perform, { taskId });
  },
});
