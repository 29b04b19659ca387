import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { startWorker, type RunningWorker } from '../../src/worker.ts';
import { startApi, type Answer, type TestApi } from '../support/api.ts';
import { eventually, untilDelivered } from './case-driver.ts';
import { expectSound } from './invariants.ts';
import { givenRunningCases } from './running-cases.ts';

const LEADER = 'leader.county-0101';
const OWNER = 'owner.0001@example.com';
const AT_ONCE = 20;
const RACES = 200;

describe('acts that race', () => {
  let api: TestApi;
  let worker: RunningWorker;
  beforeAll(async () => {
    api = await startApi();
    worker = await startWorker(api.config, { workflowBundle: { codePath: process.env['TEST_WORKFLOW_BUNDLE'] ?? '' } });
  }, 120_000);
  afterAll(async () => {
    await worker.close();
    await api.close();
  });

  const settled = () => untilDelivered(api.db);

  it('gives one request sent twenty times with one key one effect and twenty equal answers', async () => {
    const [job] = await givenRunningCases(api, 1);
    if (job === undefined) throw new Error('no case');
    const leader = await api.as(LEADER);
    const key = randomUUID();
    const send = () => leader.post(`/tasks/${job.taskId}/decision`, { outcome: 'APPROVE' }, { key });
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, send));
    const told = answers.map(({ status, body: { progress: _progress, ...body } }) => ({ status, body }));
    expect(new Set(told.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(told[0]?.status).toBe(200);
    expect(await api.db.sql.rows('SELECT id FROM decision WHERE task_id = $1', [job.taskId])).toHaveLength(1);
    expect(
      (await leader.post(`/tasks/${job.taskId}/decision`, { outcome: 'REJECT', reason: '改口' }, { key })).body,
    ).toMatchObject({
      code: 'KEY_REUSED',
    });
    await settled();
    await expectSound(api.db);
  });

  it('lets one of twenty candidates decide a task and tells the others that it is decided', async () => {
    const [job] = await givenRunningCases(api, 1);
    if (job === undefined) throw new Error('no case');
    const logins = Array.from({ length: AT_ONCE }, (_, i) => `leader-${i}.county-0101`);
    await api.db.sql.run(
      `WITH made AS (
         INSERT INTO account (kind, login, name, password_hash) SELECT 'STAFF', login, '领导', (SELECT password_hash FROM account WHERE login = $2)
         FROM unnest($1::text[]) AS login RETURNING id)
       INSERT INTO role_assignment (account_id, role, unit_id) SELECT made.id, 'LEADER', u.id FROM made, unit u WHERE u.code = 'county-0101'`,
      [logins, LEADER],
    );
    const callers = await Promise.all(logins.map((login) => api.as(login)));
    const answers = await Promise.all(
      callers.map((caller) => caller.post(`/tasks/${job.taskId}/decision`, { outcome: 'APPROVE' })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const others = answers.filter(({ status }) => status !== 200);
    expect(others.map(({ status, body }) => [status, body['code']])).toEqual(
      others.map(() => [409, 'ALREADY_DECIDED']),
    );
    await settled();
    await expectSound(api.db);
  });

  it('puts a withdrawal, a decision and a change of phase into one order, two hundred times', async () => {
    const jobs = await givenRunningCases(api, RACES);
    const county = await api.as(LEADER);
    const city = await api.as('leader.city-01');
    const owner = await api.as(OWNER);
    const race = async ({ caseId, taskId }: (typeof jobs)[number], index: number) => {
      // A third races the decision inside the phase, two thirds the one that ends it and the opening of the next phase.
      const inside = index % 3 === 0;
      if (!inside) await county.post(`/tasks/${taskId}/decision`, { outcome: 'APPROVE' });
      const last = inside ? taskId : await openTask(caseId, 'city_leader');
      const decide = () => (inside ? county : city).post(`/tasks/${last}/decision`, { outcome: 'APPROVE' });
      const withdraw = async () => {
        await new Promise((resolve) => setTimeout(resolve, index % 40));
        return owner.post(`/cases/${caseId}/withdrawal`);
      };
      const [decided, withdrawn] = await Promise.all([decide(), withdraw()]);
      return { caseId, decided, withdrawn };
    };
    const results: Awaited<ReturnType<typeof race>>[] = [];
    for (let from = 0; from < jobs.length; from += 8) {
      results.push(...(await Promise.all(jobs.slice(from, from + 8).map((job, i) => race(job, from + i)))));
    }
    for (const { caseId, decided, withdrawn } of results) {
      expect(withdrawn.status).toBe(200);
      await expectOneOrder(caseId, decided);
    }
    await settled();
    await expectSound(api.db);
  }, 300_000);

  async function openTask(caseId: string, stage: string): Promise<string> {
    return eventually(`task ${stage}`, async () => {
      const sql = `SELECT id FROM task WHERE case_id = $1 AND stage_key = $2 AND state = 'OPEN'`;
      return (await api.db.sql.maybe<{ id: string }>(sql, [caseId, stage]))?.id;
    });
  }

  /** Every act answered 200 is on record, none after the withdrawal, and the case has exactly one end. */
  async function expectOneOrder(caseId: string, decided: Answer): Promise<void> {
    await eventually('the end of the case', async () => {
      const sql = `SELECT id FROM "case" WHERE id = $1 AND closed_at IS NOT NULL`;
      return api.db.sql.maybe(sql, [caseId]);
    });
    const { body } = await (await api.as(OWNER)).get(`/cases/${caseId}`);
    expect(body).toMatchObject({ state: 'WITHDRAWN', outcome: 'WITHDRAWN', openTasks: [] });
    const entries = await api.db.sql.rows<{ action: string }>(
      `SELECT action FROM audit_entry WHERE chain = 'case:' || $1 ORDER BY seq`,
      [caseId],
    );
    const actions = entries.map(({ action }) => action);
    expect(actions.filter((action) => action === 'CASE_WITHDRAWN')).toHaveLength(1);
    expect(actions.filter((action) => action === 'CASE_CLOSED')).toHaveLength(1);
    const after = actions.slice(actions.indexOf('CASE_WITHDRAWN') + 1);
    expect(after.filter((action) => action.startsWith('TASK_') || action === 'PHASE_OPENED')).toEqual([]);
    if (decided.status === 200) {
      const sql = `SELECT seq FROM audit_entry WHERE case_id = $1 AND payload::jsonb -> 'after' ->> 'decision' = $2`;
      expect(await api.db.sql.rows(sql, [caseId, decided.body['decisionId']])).toHaveLength(1);
    } else {
      expect(['CASE_CLOSING', 'CASE_CLOSED']).toContain(decided.body['code']);
    }
  }
});
