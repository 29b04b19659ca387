import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { appoint, forgetAll } from '../../substitution/stand-ins.ts';
import { CITY_LEADER, givenCase, LEADER, publishRoute, REVIEWER, wish, type OfficeCase } from '../../tasks/office.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

const COLLEAGUE = 'leader.county-0201';

let api: TestApi;
let auditor: Caller;
let routeId: string;
const ids: Record<string, string> = {};
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  auditor = await api.as('auditor.province');
  routeId = await publishRoute(api.db, {
    LEADER_APPROVAL: {
      stages: [
        wish('county', {
          priority: 60,
          due: { n: 3, unit: 'WORKING_DAY' },
          returnTo: ['applicant'],
          onOverdue: 'APPROVE',
        }),
        wish('next', { after: ['county'] }),
      ],
    },
  });
  for (const login of [LEADER, COLLEAGUE, CITY_LEADER, REVIEWER]) {
    ids[login] = (await api.db.sql.one<{ id: string }>('SELECT id FROM account WHERE login = $1', [login])).id;
  }
});
afterAll(async () => {
  await forgetAll(api.db);
  expect((await verifyAudit(api.db)).faults).toEqual([]);
  await api.close();
});

async function given(): Promise<OfficeCase & { taskId: string; path: string }> {
  const one = await givenCase(api.db, routeId);
  await one.open('LEADER_APPROVAL');
  const { id } = await one.task('county');
  return { ...one, taskId: id, path: `/tasks/${id}` };
}

/** The newest entry of a case, found as an auditor finds it. */
async function lastOf(caseId: string, action?: string): Promise<unknown> {
  const named = action === undefined ? '' : `&action=${action}`;
  const { body } = await auditor.get<{ items: { chain: string; seq: number }[] }>(
    `/audit/entries?caseId=${caseId}&limit=1${named}`,
  );
  const { chain, seq } = body.items[0] ?? { chain: '', seq: 0 };
  return (await auditor.get(`/audit/entries/${chain}/${seq}`)).body;
}

describe('peers 10: the record', () => {
  it('peers 10: names who decided and in whose name, what was before, and what came of it', async () => {
    const one = await given();
    await appoint(api.db, LEADER, COLLEAGUE);
    const word = { outcome: 'REJECT', reasonCode: 'OTHER', reason: '选址与现有网点重叠' };
    const decided = await (await api.as(COLLEAGUE)).post<{ decisionId: string }>(`${one.path}/decision`, word);
    expect(await lastOf(one.id)).toMatchObject({
      action: 'TASK_REJECT',
      actorId: ids[COLLEAGUE],
      actorKind: 'PERSON',
      onBehalfOf: ids[LEADER],
      channel: 'web',
      reasonCode: 'OTHER',
      subject: `task:${one.taskId}`,
      before: { state: 'OPEN', stage: 'county' },
      after: { decision: decided.body.decisionId, stageOutcome: 'REJECT', phaseOutcome: 'REJECTED', opened: [] },
    });
    await forgetAll(api.db);
  });

  it('peers 10: of the same decision in one’s own name names nobody else', async () => {
    const one = await given();
    await (await api.as(LEADER)).post(`${one.path}/decision`, { outcome: 'APPROVE' });
    expect(await lastOf(one.id)).toMatchObject({
      action: 'TASK_APPROVE',
      actorId: ids[LEADER],
      onBehalfOf: null,
      after: { opened: ['next'], phaseOutcome: null },
    });
  });

  it('peers 10: keeps the former and the new value of what was changed about a task', async () => {
    const one = await given();
    const city = await api.as(CITY_LEADER);
    const { dueAt } = await one.task('county');
    await city.post(`${one.path}/priority`, { priority: 90, reason: '年底前须办结' });
    expect(await lastOf(one.id)).toMatchObject({
      action: 'TASK_PRIORITY_SET',
      actorId: ids[CITY_LEADER],
      before: { priority: 60 },
      after: { priority: 90 },
    });
    const later = new Date((dueAt?.getTime() ?? NaN) + 7 * 86_400_000).toISOString();
    const moved = await city.post<{ dueAt: string }>(`${one.path}/deadline`, { dueAt: later, reason: '等待测绘' });
    expect(await lastOf(one.id)).toMatchObject({
      action: 'DEADLINE_POSTPONED',
      before: { dueAt: dueAt?.toISOString() },
      after: { dueAt: moved.body.dueAt },
    });
  });

  it('peers 10: says of the system’s own act that it was nobody’s', async () => {
    const one = await given();
    const { at } = await api.db.sql.one<{ at: Date }>(
      `SELECT at FROM due_act WHERE case_id = $1 AND kind = 'DUE' AND state = 'PENDING'`,
      [one.id],
    );
    await one.due(at);
    expect(await lastOf(one.id, 'TASK_APPROVE')).toMatchObject({
      action: 'TASK_APPROVE',
      actorKind: 'SYSTEM',
      actorId: null,
      onBehalfOf: null,
      channel: 'timer',
      reasonCode: 'BY_TIME_APPROVED',
    });
  });

  it('peers 10: keeps reasons and names out of the entries themselves', async () => {
    const one = await given();
    await (
      await api.as(LEADER)
    ).post(`${one.path}/decision`, {
      outcome: 'RETURN',
      returnTo: 'applicant',
      reason: '请王小明补充场地证明',
    });
    expect(JSON.stringify(await lastOf(one.id))).not.toContain('王小明');
  });
});
