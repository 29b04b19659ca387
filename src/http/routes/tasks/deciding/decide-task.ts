import { z } from 'zod';
import { actOnTask } from '../../../../cases/act-on-task.ts';
import { OwnReasonCode } from '../../../../domain/tasks/reasons/own-reason-code.ts';
import { gatesOf } from '../../../../processes/gates.ts';
import { decideTask } from '../../../../tasks/deciding/decide.ts';
import { defineRoute } from '../../../route.ts';
import { freeText } from '../../../text.ts';
import { AttachmentsField } from '../../comments/schemas.ts';
import { ChoicesField, Progress, TaskParams } from '../schemas.ts';

const reason = {
  reasonCode: OwnReasonCode.optional(),
  reason: freeText(4000).optional(),
  attachments: AttachmentsField,
};

const Body = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('APPROVE'), ...reason, next: ChoicesField.optional() }),
  z.strictObject({ outcome: z.literal('REJECT'), ...reason }),
  z.strictObject({
    outcome: z.literal('RETURN'),
    ...reason,
    returnTo: z.string().min(1).max(60),
    /** FORWARD: everything after the target runs again. BACK: straight back to me. */
    resume: z.enum(['FORWARD', 'BACK']).default('FORWARD'),
  }),
]);

/** POST /tasks/{taskId}/decision */
export const decideTaskRoute = defineRoute({
  id: 'decideTask',
  method: 'post',
  path: '/tasks/{taskId}/decision',
  tag: 'tasks',
  summary: 'Approve, reject or return',
  access: ['WORK_ON_TASKS'],
  params: TaskParams,
  body: Body,
  response: {
    status: 200,
    schema: z.object({
      caseId: z.uuid(),
      taskId: z.uuid(),
      decisionId: z.uuid(),
      phaseOutcome: z.string().nullable(),
      opened: z.array(z.uuid()),
      progress: Progress,
    }),
  },
  refusals: [
    'DELEGATED_AWAY',
    'ALREADY_DECIDED',
    'SUPERSEDED',
    'NOT_HOLDER',
    'EXCLUDED',
    'REASON_MISSING',
    'RETURN_TARGET_UNKNOWN',
    'OUTCOME_NOT_OFFERED',
    'ATTACHMENT_UNKNOWN',
    'TOO_MANY_FILES',
    'TASK_SUSPENDED',
    'NOT_YOUR_TURN',
    'IN_TRANSITION',
    'CASE_CLOSED',
    'CASE_CLOSING',
    'NOBODY_LEFT',
    'CHOICE_MISSING',
    'CHOICE_NOT_POSSIBLE',
    'ITEMS_UNVERIFIED',
    'ITEMS_NOT_NAMED',
    'ITEMS_NOT_ALL_PASSED',
    'PROOF_EXPIRED',
    'FORM_FAULTY',
    'CLAUSES_INCOMPLETE',
    'CHARACTERS_MISSING',
  ],
  handle({ deps, actor, params: { taskId }, body, act }) {
    const perform = actOnTask(actor, taskId, (running, atHand) =>
      decideTask(running, actor, atHand, body, gatesOf(deps)),
    );
    return act(perform, { taskId });
  },
});
