import { visibleTask } from '../../../cases/visibility.ts';
import { isDelegate, mayAct } from '../../../tasks/people/holding.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { REQUEST } from '../../../domain/requests/kind.ts';
import { fillsIn } from '../../../requests/form/fills-in.ts';
import { readRequest } from '../../../requests/request.ts';
import { viewRequest } from '../../../requests/view-request.ts';
import { defineRoute } from '../../route.ts';
import { RequestSchema, TAG, TaskParams } from './schemas.ts';

/** GET /tasks/{taskId}/form: with the fields of the stage, for whoever may decide it, or works on it for them (委派). */
export const readTaskForm = defineRoute({
  id: 'readTaskForm',
  method: 'get',
  path: '/tasks/{taskId}/form',
  tag: TAG,
  summary: 'The form of a request, as the people of a task see it',
  access: ['WORK_ON_TASKS'],
  params: TaskParams,
  response: { status: 200, schema: RequestSchema },
  async handle({ deps: { db }, actor, params: { taskId } }) {
    const atHand = await visibleTask(db.sql, actor, taskId);
    const { task, snapshot } = atHand;
    if (snapshot.process !== REQUEST) throw new Refusal('NOT_FOUND');
    const isAtWork = isDelegate(task, actor.id) || mayAct(task, actor.id);
    if (!isAtWork) throw new Refusal('NOT_HOLDER', { claimed: task.assigneeId !== null });
    const viewer =
      task.stageKind === 'SUPPLEMENT'
        ? ({ kind: 'APPLICANT' } as const)
        : ({ kind: 'STAGE', stage: task.stageKey } as const);
    const request = await readRequest(db.sql, task.caseId);
    const body = await viewRequest(db.sql, request, viewer, new Date(), fillsIn(atHand, actor.id));
    return { body, etag: request.version };
  },
});
