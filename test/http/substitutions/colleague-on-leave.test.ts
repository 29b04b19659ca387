import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { startApi, type Answer, type Caller, type TestApi } from '../../support/api.ts';
import { forgetAll, inDays } from '../../substitution/stand-ins.ts';
import {
  actorOf,
  givenCase,
  LEADER,
  OWNER,
  publishRoute,
  REVIEWER,
  wish,
  type OfficeCase,
} from '../../tasks/office.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

/** Of another county: nothing but a substitution lets them see anything of the case. */
const COLLEAGUE = 'leader.county-0201';
const THIRD = 'leader.county-0202';

let api: TestApi;
let leader: Caller;
let colleague: Caller;
let routeId: string;
const names: Record<string, { id: string; name: string }> = {};
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  [leader, colleague] = await Promise.all([api.as(LEADER), api.as(COLLEAGUE)]);
  routeId = await publishRoute(api.db, {
    LEADER_APPROVAL: { stages: [wish('county'), wish('next', { after: ['county'] })] },
  });
  for (const login of [LEADER, COLLEAGUE, THIRD, REVIEWER]) {
    const { id } = await actorOf(api.db, login);
    names[login] = await api.db.sql.one<{ id: string; name: string }>('SELECT id, name FROM account WHERE id = $1', [
      id,
    ]);
  }
});
afterEach(async () => {
  await forgetAll(api.db);
});
afterAll(async () => {
  expect((await verifyAudit(api.db)).faults).toEqual([]);
  await api.close();
});

async function given(): Promise<OfficeCase & { taskId: string; decision: string }> {
  const one = await givenCase(api.db, routeId);
  await one.open('LEADER_APPROVAL');
  const { id: taskId } = await one.task('county');
  return { ...one, taskId, decision: `/tasks/${taskId}/decision` };
}

async function leave(scope: object = {}, from = LEADER, to = COLLEAGUE): Promise<string> {
  const principal = await api.as(from);
  const wanted = { substituteId: names[to]?.id, to: inDays(10).toISOString(), reason: '年休假', ...scope };
  const { status, body } = await principal.post<{ substitutionId: string }>('/substitutions', wanted);
  expect(status).toBe(201);
  return body.substitutionId;
}

interface Listed {
  items: { id: string; onBehalfOf: { id: string; name: string } | null }[];
}

async function pool(caller: Caller, taskId: string) {
  const { body } = await caller.get<Listed>('/tasks?list=pools&limit=100');
  return body.items.find(({ id }) => id === taskId);
}

const approve = (caller: Caller, { decision }: { decision: string }): Promise<Answer> =>
  caller.post(decision, { outcome: 'APPROVE' });

describe('a colleague is on leave', () => {
  it('peers 3: the substitute finds the task at once, reads its case, decides it, and everybody sees 乙（代甲）', async () => {
    const one = await given();
    expect((await colleague.get(`/cases/${one.id}`)).status).toBe(404);
    expect((await approve(colleague, one)).status).toBe(404);

    await leave();
    expect(await pool(colleague, one.taskId)).toMatchObject({ onBehalfOf: names[LEADER] });
    expect((await colleague.get(`/cases/${one.id}`)).status).toBe(200);
    expect((await approve(colleague, one)).status).toBe(200);

    expect(await pool(colleague, one.taskId)).toBeUndefined();
    const { body } = await leader.get<{ items: Record<string, unknown>[] }>(`/cases/${one.id}/timeline`);
    expect(body.items.at(-1)).toMatchObject({
      action: 'TASK_APPROVE',
      actor: names[COLLEAGUE],
      onBehalfOf: names[LEADER],
    });
    const done = await leader.get<{ items: Record<string, unknown>[] }>('/tasks/done?by=substitutes&limit=1');
    expect(done.body.items[0]).toMatchObject({
      taskId: one.taskId,
      decidedBy: names[COLLEAGUE],
      onBehalfOf: names[LEADER],
    });
    const owner = await api.as(OWNER);
    const seen = await owner.get(`/cases/${one.id}/timeline`);
    expect(JSON.stringify(seen.body)).not.toContain(names[COLLEAGUE]?.name);
    expect(JSON.stringify(seen.body)).not.toContain(names[LEADER]?.name);
  });

  it('peers 3: who took part reads the case also when the substitution is over', async () => {
    const [one, untouched] = [await given(), await given()];
    const id = await leave();
    await approve(colleague, one);
    expect((await colleague.get(`/cases/${untouched.id}`)).status).toBe(200);
    await leader.post(`/substitutions/${id}/revocation`);
    expect((await colleague.get(`/cases/${one.id}`)).status).toBe(200);
    expect((await colleague.get(`/cases/${untouched.id}`)).status).toBe(404);
  });

  it('peers 3: it is dated: before its day nothing changes', async () => {
    const one = await given();
    await leave({ from: inDays(1).toISOString() });
    expect(await pool(colleague, one.taskId)).toBeUndefined();
    expect((await approve(colleague, one)).status).toBe(404);
  });

  it.each([
    ['this process', { processes: ['ADMISSION'] }, true],
    ['amounts up to a million', { amountBelow: 1_000_000 }, true],
    ['amounts from a million', { amountFrom: 1_000_000 }, false],
  ])('peers 3: it is limited to %s', async (_title, scope, reaches) => {
    const one = await given();
    await leave(scope);
    expect((await pool(colleague, one.taskId)) !== undefined).toBe(reaches);
    expect((await approve(colleague, one)).status).toBe(reaches ? 200 : 404);
  });

  it('peers 3: the substitute of an absent substitute steps in, and the record names who acted and for whom', async () => {
    const one = await given();
    await leave();
    await leave({}, COLLEAGUE, THIRD);
    const third = await api.as(THIRD);
    expect(await pool(third, one.taskId)).toMatchObject({ onBehalfOf: names[LEADER] });
    expect((await approve(third, one)).status).toBe(200);
    const auditor = await api.as('auditor.province');
    const path = `/audit/entries?caseId=${one.id}&onBehalfOf=${names[LEADER]?.id}`;
    const { body } = await auditor.get<{ items: Record<string, unknown>[] }>(path);
    expect(body.items).toEqual([
      expect.objectContaining({
        action: 'TASK_APPROVE',
        actorId: names[THIRD]?.id,
        onBehalfOf: names[LEADER]?.id,
        onBehalfOfName: names[LEADER]?.name,
      }),
    ]);
  });

  it('peers 3: it can be revoked, and what was claimed through it is the principal’s again', async () => {
    const one = await given();
    const id = await leave();
    expect((await colleague.post(`/tasks/${one.taskId}/claim`)).status).toBe(200);
    const held = await leader.get<Listed & { items: { assignee: unknown }[] }>('/tasks?list=mine&limit=100');
    expect(held.body.items.find((task) => task.id === one.taskId)).toMatchObject({ assignee: names[COLLEAGUE] });
    expect(await leader.post(`/substitutions/${id}/revocation`)).toMatchObject({ status: 200, body: { released: 1 } });
    expect(await pool(leader, one.taskId)).toMatchObject({ onBehalfOf: null });
    expect((await approve(colleague, one)).status).toBe(404);
    expect((await approve(leader, one)).status).toBe(200);
  });

  it('peers 3: nobody decides their own case through it, and it says why', async () => {
    const one = await given();
    await leave();
    await api.db.asOwner(
      `INSERT INTO stage_exclusion (stage_id, account_id, reason_code) SELECT stage_id, $2, 'OWN_CASE' FROM task WHERE id = $1`,
      [one.taskId, names[COLLEAGUE]?.id],
    );
    expect(await pool(colleague, one.taskId)).toBeUndefined();
    expect(await approve(colleague, one)).toMatchObject({
      status: 403,
      body: { code: 'EXCLUDED', facts: { reasonCode: 'OWN_CASE' } },
    });
    await api.db.asOwner('DELETE FROM stage_exclusion WHERE account_id = $1', [names[COLLEAGUE]?.id]);
    await api.db.asOwner(
      `INSERT INTO company_member (company_id, account_id, role) SELECT company_id, $2, 'OPERATOR' FROM "case" WHERE id = $1`,
      [one.id, names[COLLEAGUE]?.id],
    );
    const answer = await approve(colleague, one);
    await api.db.asOwner('DELETE FROM company_member WHERE account_id = $1', [names[COLLEAGUE]?.id]);
    expect(answer).toMatchObject({ status: 403, body: { code: 'EXCLUDED', facts: { reasonCode: 'OWN_CASE' } } });
  });
});
