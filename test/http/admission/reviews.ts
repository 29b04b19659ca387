import type { Caller, TestApi } from '../../support/api.ts';
import { openPhase } from '../../../src/tasks/phases/open-phase.ts';
import { givenSubmitted, readItems, type Draft, type DraftWish } from './drafts.ts';

export interface Review extends Draft {
  readonly taskId: string;
  readonly reviewer: Caller;
}

/** An application in front of the reviewers of its county, as the workflow puts it there. */
export async function givenReview(api: TestApi, wish: DraftWish = {}): Promise<Review> {
  const draft = await givenSubmitted(api, wish);
  await openPhase(api.db.pool, {
    caseId: draft.caseId,
    generation: 1,
    seq: 1,
    name: 'MATERIAL_REVIEW',
    human: true,
  });
  const reviewer = await api.as('channel-reviewer.county-0101');
  return { ...draft, reviewer, taskId: await openTask(api, draft.caseId) };
}

export async function openTask(api: TestApi, caseId: string): Promise<string> {
  const { id } = await api.db.sql.one<{ id: string }>(
    `SELECT id FROM task WHERE case_id = $1 AND state IN ('OPEN', 'CLAIMED')`,
    [caseId],
  );
  return id;
}

export function saveVerdicts(review: Review, verdicts: readonly object[], by: Caller = review.reviewer) {
  return by.put(`/cases/${review.caseId}/verdicts`, { taskId: review.taskId, verdicts });
}

/** Passes everything that was asked for, except the items named. */
export async function passItems(review: Review, except: readonly string[] = []): Promise<void> {
  const items = await readItems(review);
  const codes = items.filter(({ code, required }) => required && !except.includes(code)).map(({ code }) => code);
  const answer = await saveVerdicts(
    review,
    codes.map((code) => ({ code, verdict: 'PASSED' })),
  );
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
}

export function decide(review: Review, body: object) {
  return review.reviewer.post(`/tasks/${review.taskId}/decision`, body);
}
