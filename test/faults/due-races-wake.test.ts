import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RouteBody } from '../../src/domain/routes/route.ts';
import { startWorker, type RunningWorker } from '../../src/worker.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { givenCase, type DrivenCase, untilDelivered } from './case-driver.ts';
import { expectSound } from './invariants.ts';

const RACES = 12;

describe('a due act races a wake with an earlier instant', () => {
  let api: TestApi;
  let worker: RunningWorker;
  beforeAll(async () => {
    api = await startApi();
    worker = await startWorker(api.config, { workflowBundle: { codePath: process.env['TEST_WORKFLOW_BUNDLE'] ?? '' } });
    // The review is due three seconds after it opens, a supplement one second after the return.
    await publishCopy(api, 'ROUTE', 'admission-full', (text) => {
      const route = RouteBody.parse(JSON.parse(text));
      for (const stage of route.phases['MATERIAL_REVIEW']?.stages ?? []) stage.due = { n: 3, unit: 'SECOND' };
      return route;
    });
    await publishCopy(api, 'PROCESS_POLICY', 'ADMISSION', (text) => ({
      ...(JSON.parse(text) as object),
      supplement: { window: { n: 1, unit: 'SECOND' }, remindBefore: [] },
    }));
  }, 120_000);
  afterAll(async () => {
    await worker.close();
    await api.close();
  });

  it('loses neither: the review is overdue or returned, and every supplement window closes', async () => {
    const cases: DrivenCase[] = [];
    for (let i = 0; i < RACES; i += 1) cases.push(await returnAround(i));
    for (const driven of cases) await driven.reaches('EXPIRED');
    const left = await api.db.sql.rows(`SELECT id FROM due_act WHERE state = 'PENDING'`);
    expect(left).toEqual([]);
    await untilDelivered(api.db);
    await expectSound(api.db);
  }, 300_000);

  /** Returns a case a little before, at, or a little after the instant its review is due. */
  async function returnAround(index: number): Promise<DrivenCase> {
    const driven = await givenCase(api);
    const reviewer = await api.as('channel-reviewer.county-0101');
    const taskId = await driven.task('material_review');
    const { body } = await driven.owner.get<{ items: { code: string; required: boolean }[] }>(
      `/applications/${driven.caseId}`,
    );
    const verdicts = body.items
      .filter(({ required }) => required)
      .map(({ code }) => ({ code, verdict: 'RETURNED', remark: '请重新上传' }));
    await reviewer.put(`/cases/${driven.caseId}/verdicts`, { taskId, verdicts });
    const { due } = await api.db.sql.one<{ due: Date }>('SELECT due_at AS due FROM task WHERE id = $1', [taskId]);
    const offset = (index - RACES / 2) * 25;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due.getTime() + offset - Date.now())));
    const returned = { outcome: 'RETURN', returnTo: 'applicant', reason: '材料不清' };
    const again = { key: randomUUID() };
    let answer = await reviewer.post(`/tasks/${taskId}/decision`, returned, again);
    // Told to come back while the due act held the case: a person does.
    while (answer.status === 503) answer = await reviewer.post(`/tasks/${taskId}/decision`, returned, again);
    expect(answer.status).toBe(200);
    return driven;
  }
});

async function publishCopy(api: TestApi, kind: string, key: string, change: (text: string) => object): Promise<void> {
  const { body } = await api.db.sql.one<{ body: string }>(
    `SELECT body::text AS body FROM policy_version WHERE kind = $1 AND key = $2 AND state = 'PUBLISHED' ORDER BY version DESC LIMIT 1`,
    [kind, key],
  );
  await api.db.sql.run(
    `INSERT INTO policy_version (kind, key, version, state, body, valid_from, published_at)
     SELECT $1, $2, max(version) + 1, 'PUBLISHED', $3, now(), now() FROM policy_version WHERE kind = $1 AND key = $2`,
    [kind, key, JSON.stringify(change(body))],
  );
}
