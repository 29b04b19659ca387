import { z } from 'zod';
import { actOnTask } from '../../../cases/act-on-task.ts';
import { saveTaskForm } from '../../../requests/form/save-task-form.ts';
import { defineRoute } from '../../route.ts';
import { TAG, TaskParams, ValuesField, VersionSchema } from './schemas.ts';

/** PUT /tasks/{taskId}/form: what of the form is the stage's to fill in, before it decides. */
export const saveTaskFormRoute = defineRoute({
  id: 'saveTaskForm',
  method: 'put',
  path: '/tasks/{taskId}/form',
  tag: TAG,
  summary: 'Fill in what of a request is the task’s',
  access: ['WORK_ON_TASKS'],
  params: TaskParams,
  body: z.strictObject({ values: ValuesField }),
  response: { status: 200, schema: VersionSchema },
  refusals: [
    'STALE_VERSION',
    'FORM_FAULTY',
    'NOT_HOLDER',
    'EXCLUDED',
    'ALREADY_DECIDED',
    'SUPERSEDED',
    'TASK_SUSPENDED',
    'NOT_YOUR_TURN',
    'CASE_CLOSED',
    'CASE_CLOSING',
    'IN_TRANSITION',
  ],
  handle({ actor, params: { taskId }, body, act, ifMatch }) {
    const seen = ifMatch();
    const perform = actOnTask(actor, taskId, (running, atHand) =>
      saveTaskForm(running, actor, atHand, seen, body.values),
    );
    return act(perform, { taskId });
  },
});
