import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPhase } from '../../src/tasks/phases/open-phase.ts';
import { ENGINE_AWAY, fillItem, readItems } from '../http/admission/drafts.ts';
import { decide, givenReview, openTask, passItems, saveVerdicts, type Review } from '../http/admission/reviews.ts';
import { startApi, type TestApi } from '../support/api.ts';

const LICENCE = 'BUSINESS_LICENCE';
const RETURNED = { code: LICENCE, verdict: 'RETURNED', remark: '看不清' } as const;

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
});
afterAll(async () => {
  await api.close();
});

/** Before the county's leader, everything verified; `reviewer` is the leader now. */
async function givenBeforeLeader(company: string): Promise<Review> {
  const review = await givenReview(api, { company });
  await passItems(review);
  const passed = await decide(review, { outcome: 'APPROVE' });
  if (passed.status !== 200) throw new Error(JSON.stringify(passed.body));
  const { caseId } = review;
  await openPhase(api.db.pool, { caseId, generation: 1, seq: 2, name: 'LEADER_APPROVAL', human: true });
  return { ...review, reviewer: await api.as('leader.county-0101'), taskId: await openTask(api, caseId) };
}

const refusal = { status: 422, body: { code: 'ITEMS_NOT_ALL_PASSED', facts: { items: [LICENCE] } } };

describe('a leader’s approval', () => {
  it('[ADM-02] over an item the leader returned is refused, until the item is passed', async () => {
    const leading = await givenBeforeLeader('0001');
    await saveVerdicts(leading, [RETURNED]);

    expect(await decide(leading, { outcome: 'APPROVE' })).toMatchObject(refusal);
    await saveVerdicts(leading, [{ code: LICENCE, verdict: 'PASSED' }]);

    expect(await decide(leading, { outcome: 'APPROVE' })).toMatchObject({ status: 200 });
  });

  it('[ADM-02] over an item that was supplemented is refused, until it is verified again', async () => {
    const leading = await givenBeforeLeader('0002');
    await saveVerdicts(leading, [RETURNED]);
    const returned = await decide(leading, { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });
    expect(returned).toMatchObject({ status: 200 });
    const licence = (await readItems(leading)).find(({ code }) => code === LICENCE);
    if (licence === undefined) throw new Error('No licence on the checklist');
    await fillItem(leading, licence, { number: 'A-2', validTo: '2099-12-30' });
    const owed = await openTask(api, leading.caseId);
    expect(await leading.owner.post(`/tasks/${owed}/supplement`, { declaration: true })).toMatchObject({ status: 200 });
    const again: Review = { ...leading, taskId: await openTask(api, leading.caseId) };

    expect(await decide(again, { outcome: 'APPROVE' })).toMatchObject(refusal);
    await saveVerdicts(again, [{ code: LICENCE, verdict: 'PASSED' }]);

    expect(await decide(again, { outcome: 'APPROVE' })).toMatchObject({ status: 200 });
  });
});
