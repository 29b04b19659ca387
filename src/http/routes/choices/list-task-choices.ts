import { visibleTask } from '../../../cases/visibility.ts';
import { readOffers } from '../../../tasks/people/approvers/choices.ts';
import { assertHolder } from '../../../tasks/people/holding.ts';
import { defineRoute } from '../../route.ts';
import { TaskParams } from '../tasks/schemas.ts';
import { OffersSchema } from './schemas.ts';

/** GET /tasks/{taskId}/choices */
export const listTaskChoicesRoute = defineRoute({
  id: 'listTaskChoices',
  method: 'get',
  path: '/tasks/{taskId}/choices',
  tag: 'tasks',
  summary: 'Whom I have to choose when I approve this task, for which stages to come',
  access: ['WORK_ON_TASKS'],
  params: TaskParams,
  response: { status: 200, schema: OffersSchema },
  refusals: ['NOT_HOLDER', 'EXCLUDED', 'ALREADY_DECIDED', 'SUPERSEDED', 'TASK_SUSPENDED', 'NOT_YOUR_TURN'],
  async handle({ deps, actor, params: { taskId } }) {
    const { task, snapshot } = await visibleTask(deps.db.sql, actor, taskId);
    assertHolder(task, actor.id);
    // Whoever was added speaks for a seat; who decides the stage chooses.
    if (task.isAdded) return { body: { items: [] } };
    return { body: { items: await readOffers(deps.db.sql, snapshot, { stage: task.stageKey }, actor.id) } };
  },
});
