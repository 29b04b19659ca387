import { z } from 'zod';
import { expectPresent } from '../../expect.ts';
import type { Person } from '../../people/person.ts';
import type { Story } from '../../story.ts';
import { inLanguage } from '../../words/words.ts';
import { requiredItems, type Item } from '../application-view.ts';
import { decide } from './decision.ts';
import { findTask, type InboxTask } from './inbox.ts';

const STAGE = 'material_review';

/** Looks at every proof and sends the application back for one of them (ADM-02). */
export async function returnOneItem(
  story: Story,
  reviewer: Person,
  { code, remark }: { readonly code: string; readonly remark: string },
): Promise<void> {
  const task = await findTask(story, reviewer, STAGE);
  const items = await requiredItems(reviewer, story.case.id);
  const returned = expectPresent(
    `item ${code}`,
    items.find((item) => item.code === code),
  );
  await saveVerdicts(story, reviewer, task, items, ({ code: own }) =>
    own === code ? { code, verdict: 'RETURNED', remark } : { code: own, verdict: 'PASSED' },
  );
  const why = { reasonCode: 'MATERIAL_INCOMPLETE', reason: remark };
  await decide(reviewer, task, { outcome: 'RETURN', returnTo: 'applicant', ...why });
  const item = inLanguage(story.language, returned.title);
  await story.step(reviewer, 'RETURNED', { items: items.length, item, remark });
}

/** Every proof passes. */
export async function passMaterial(story: Story, reviewer: Person): Promise<void> {
  const task = await findTask(story, reviewer, STAGE);
  const items = await requiredItems(reviewer, story.case.id);
  await saveVerdicts(story, reviewer, task, items, ({ code }) => ({ code, verdict: 'PASSED' }));
  await decide(reviewer, task, { outcome: 'APPROVE' });
  await story.step(reviewer, 'REVIEWED', { items: items.length });
}

async function saveVerdicts(
  story: Story,
  reviewer: Person,
  task: InboxTask,
  items: readonly Item[],
  verdictOf: (item: Item) => object,
): Promise<void> {
  const body = { taskId: task.id, verdicts: items.map(verdictOf) };
  await reviewer.caller.send('PUT', `/cases/${story.case.id}/verdicts`, body, z.unknown());
}
