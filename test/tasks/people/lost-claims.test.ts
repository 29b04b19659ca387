import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { releaseLapsedClaims } from '../../../src/tasks/claiming/release-lapsed-claims.ts';
import { listLostClaims } from '../../../src/tasks/people/lost-claims.ts';
import { startApi, type Answer, type Caller, type TestApi } from '../../support/api.ts';
import { ENGINE_AWAY } from '../../http/admission/drafts.ts';
import { givenCase, LEADER, noticesOf, publishRoute, REVIEWER, wish, type OfficeCase } from '../office.ts';

/** Made a reviewer beside the one the county has. */
const OTHER = 'channel-manager.county-0101';
const OPERATOR = 'operator.0001@example.com';
const OWNER = 'owner.0001@example.com';
const FAR = '2999-01-01T00:00:00.000Z';
const CHECKERS = [{ kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }] as const;

let api: TestApi;
let admin: Caller;
let routeId: string;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  admin = await api.as('administrator.province');
  const due = { n: 3600, unit: 'SECOND' } as const;
  routeId = await publishRoute(api.db, {
    REVIEW: { stages: [wish('check', { approvers: [...CHECKERS], due }), wish('ask', { returnTo: ['applicant'] })] },
    TWICE: { stages: [wish('check', { approvers: [...CHECKERS, { ...CHECKERS[0], role: 'EVALUATOR' }] })] },
  });
  await grant(OTHER, 'CHANNEL_REVIEWER');
});
beforeEach(async () => {
  await api.db.asOwner(`UPDATE account SET state = 'ACTIVE', disabled_at = NULL WHERE login = ANY ($1)`, [
    [REVIEWER, OTHER],
  ]);
  await api.db.asOwner(
    `UPDATE role_assignment SET valid_from = '2026-01-01', valid_to = NULL WHERE role = 'CHANNEL_REVIEWER'
       AND account_id = (SELECT id FROM account WHERE login = $1)`,
    [REVIEWER],
  );
});
afterAll(async () => {
  expect((await verifyAudit(api.db)).faults).toEqual([]);
  await api.close();
});

async function grant(login: string, role: string): Promise<void> {
  await api.db.sql.run(
    `INSERT INTO role_assignment (account_id, role, unit_id) SELECT a.id, $2, u.id FROM account a, unit u
     WHERE a.login = $1 AND u.code = 'county-0101'`,
    [login, role],
  );
}

const idOf = async (login: string) =>
  (await api.db.sql.one<{ id: string }>('SELECT id FROM account WHERE login = $1', [login])).id;

const disable = async (login: string) => admin.post(`/staff/${await idOf(login)}/disabling`, { force: true });

async function endRole(login: string, role: string, at?: string): Promise<Answer> {
  const { id, accountId } = await api.db.sql.one<{ id: string; accountId: string }>(
    `SELECT r.id, r.account_id AS "accountId" FROM role_assignment r JOIN account a ON a.id = r.account_id
     WHERE a.login = $1 AND r.role = $2 AND r.valid_to IS NULL`,
    [login, role],
  );
  return admin.post(`/staff/${accountId}/roles/${id}/end`, at === undefined ? {} : { at });
}

async function claimed(phase = 'REVIEW'): Promise<OfficeCase> {
  const one = await givenCase(api.db, routeId);
  await one.open(phase);
  expect(await one.claim(REVIEWER, 'check')).toMatchObject({ code: 'DONE' });
  return one;
}

async function poolOf(login: string): Promise<string[]> {
  const caller = await api.as(login);
  const { body } = await caller.get<{ items: { id: string }[] }>('/tasks?list=pools&limit=100');
  return body.items.map(({ id }) => id);
}

async function lastEvents(one: OfficeCase, count: number) {
  const leader = await api.as(LEADER);
  const { body } = await leader.get<{ items: Record<string, unknown>[] }>(`/cases/${one.id}/timeline?limit=100`);
  return body.items
    .slice(-count)
    .map(({ action, actorKind, actor, reasonCode }) => ({ action, actorKind, actor, reasonCode }));
}

const bySystem = (reasonCode: string) => ({
  action: 'TASK_RELEASED_BY_SYSTEM',
  actorKind: 'SYSTEM',
  actor: null,
  reasonCode,
});

describe('a claimed task', () => {
  it('goes back into its pool when its holder is disabled; the timeline says that the system did it, and why', async () => {
    const [one, two] = [await claimed(), await claimed()];
    const ids = [(await one.task('check')).id, (await two.task('check')).id];
    expect(await poolOf(OTHER)).not.toEqual(expect.arrayContaining(ids));

    expect(await disable(REVIEWER)).toMatchObject({ status: 200, body: { state: 'DISABLED', openTasks: 2 } });

    expect(await poolOf(OTHER)).toEqual(expect.arrayContaining(ids));
    expect(await one.task('check')).toMatchObject({ state: 'OPEN', assigneeId: null });
    expect(await lastEvents(one, 1)).toEqual([bySystem('HOLDER_DISABLED')]);
    expect(await two.approve(OTHER, 'check')).toMatchObject({ code: 'DONE' });
    const owner = await api.as(OWNER);
    expect(JSON.stringify((await owner.get(`/cases/${one.id}/timeline?limit=100`)).body)).not.toContain(
      'TASK_RELEASED',
    );
  });

  it('stays where it is when the disabling is refused', async () => {
    const one = await claimed();
    expect(await admin.post(`/staff/${await idOf(REVIEWER)}/disabling`, {})).toMatchObject({
      body: { code: 'HOLDS_OPEN_TASKS' },
    });
    expect((await one.task('check')).state).toBe('CLAIMED');
  });

  it('goes back when the role ends that let its holder hold it', async () => {
    const one = await claimed();
    expect(await endRole(REVIEWER, 'CHANNEL_REVIEWER')).toMatchObject({ status: 200 });

    expect(await poolOf(OTHER)).toContain((await one.task('check')).id);
    expect(await lastEvents(one, 1)).toEqual([bySystem('ROLE_ENDED')]);
    expect(await one.approve(REVIEWER, 'check')).toMatchObject({ code: 'NOT_HOLDER' });
  });

  it('stays with a holder who may hold it by another role, and with one whose role ends later', async () => {
    await grant(REVIEWER, 'EVALUATOR');
    const [one, later] = [await claimed('TWICE'), await claimed()];
    await endRole(REVIEWER, 'CHANNEL_REVIEWER', '2998-01-01T00:00:00.000Z');
    expect(await one.task('check')).toMatchObject({ state: 'CLAIMED' });
    expect(await later.task('check')).toMatchObject({ state: 'CLAIMED' });
    await api.db.asOwner(`UPDATE role_assignment SET valid_to = NULL WHERE valid_to > '2998-01-01'`);
    await api.db.asOwner(`UPDATE role_assignment SET valid_to = NULL WHERE role = 'CHANNEL_REVIEWER'`);

    await endRole(REVIEWER, 'CHANNEL_REVIEWER');
    expect(await one.task('check')).toMatchObject({ state: 'CLAIMED' });
    expect(await later.task('check')).toMatchObject({ state: 'OPEN' });
    await endRole(REVIEWER, 'EVALUATOR');
    expect(await one.task('check')).toMatchObject({ state: 'OPEN' });
  });

  it('that is suspended is in the pool when its clock runs again', async () => {
    const one = await claimed();
    await one.decide(LEADER, 'ask', { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });
    expect((await one.task('check')).state).toBe('SUSPENDED');
    await disable(REVIEWER);
    const { id } = await one.task('check');
    expect(await one.task('check')).toMatchObject({ state: 'SUSPENDED', assigneeId: null });
    expect(await poolOf(OTHER)).not.toContain(id);

    expect(await one.supplement(OWNER, [])).toMatchObject({ code: 'DONE' });
    expect(await one.task('check')).toMatchObject({ state: 'OPEN', assigneeId: null });
    expect(await poolOf(OTHER)).toContain(id);
  });

  it('that a company owes goes back when its member loses the role', async () => {
    const one = await givenCase(api.db, routeId);
    await one.open('REVIEW');
    await one.decide(LEADER, 'ask', { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });
    expect(await one.claim(OPERATOR, 'supplement')).toMatchObject({ code: 'DONE' });
    const owner = await api.as(OWNER);
    const { companyId } = await api.db.sql.one<{ companyId: string }>(
      'SELECT company_id AS "companyId" FROM "case" WHERE id = $1',
      [one.id],
    );
    const member = `/companies/${companyId}/members/${await idOf(OPERATOR)}/roles`;

    expect(await owner.put(member, { roles: ['OPERATOR', 'SIGNER'] })).toMatchObject({ status: 200 });
    expect((await one.task('supplement')).state).toBe('CLAIMED');
    expect(await owner.put(member, { roles: ['SIGNER'] })).toMatchObject({ status: 200 });

    expect(await poolOf(OWNER)).toContain((await one.task('supplement')).id);
    expect(await lastEvents(one, 1)).toEqual([bySystem('MEMBERSHIP_ENDED')]);
    expect(await one.supplement(OWNER, [])).toMatchObject({ code: 'DONE' });
  });

  it('that is one person’s own goes into no pool', async () => {
    const one = await claimed();
    const { id } = await one.task('check');
    await api.db.asOwner(
      `UPDATE task_candidate SET kind = 'PERSON', role = NULL, scope_id = NULL, account_id = $2 WHERE task_id = $1`,
      [id, await idOf(REVIEWER)],
    );
    await disable(REVIEWER);
    expect(await one.task('check')).toMatchObject({ state: 'CLAIMED', assigneeId: await idOf(REVIEWER) });
    expect(await releaseLapsedClaims(api.db.pool)).toEqual({ released: 0 });
  });
});

describe('a claimed task whose holder’s role ran out by its date', () => {
  const lapse = () =>
    api.db.asOwner(
      `UPDATE role_assignment SET valid_to = now() - interval '1 second' WHERE role = 'CHANNEL_REVIEWER'
         AND account_id = (SELECT id FROM account WHERE login = $1)`,
      [REVIEWER],
    );

  it('goes back at the next instant planned for it, and those who may take it hear that it is overdue', async () => {
    const one = await claimed();
    await lapse();
    await one.due(FAR);

    expect(await noticesOf(api.db, one.id)).toContain(`TASK_OVERDUE ${OTHER}`);
    expect(await noticesOf(api.db, one.id)).not.toContain(`TASK_OVERDUE ${REVIEWER}`);
    expect(await lastEvents(one, 3)).toMatchObject([
      bySystem('HOLDER_GONE'),
      { action: 'TASK_ESCALATED' },
      { action: 'DUE_DUE' },
    ]);
    expect(await poolOf(OTHER)).toContain((await one.task('check')).id);
  });

  it('goes back with the next daily look, once, and stays with whoever still has a role', async () => {
    const [one, suspended] = [await claimed(), await claimed()];
    await suspended.decide(LEADER, 'ask', { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });
    const kept = await givenCase(api.db, routeId);
    await kept.open('REVIEW');
    await kept.claim(OTHER, 'check');
    await lapse();

    const counts = await Promise.all([releaseLapsedClaims(api.db.pool), releaseLapsedClaims(api.db.pool)]);
    expect(counts.reduce((sum, { released }) => sum + released, 0)).toBe(2);
    expect(await one.task('check')).toMatchObject({ state: 'OPEN', assigneeId: null });
    expect(await suspended.task('check')).toMatchObject({ state: 'SUSPENDED', assigneeId: null });
    expect(await kept.task('check')).toMatchObject({ state: 'CLAIMED' });
    expect(await lastEvents(one, 1)).toEqual([bySystem('HOLDER_GONE')]);
    expect((await one.audit()).filter((action) => action === 'TASK_RELEASED_BY_SYSTEM')).toHaveLength(1);
  });
});

describe('losing a role in the moment of claiming', () => {
  it('strands no task, whichever comes first', async () => {
    for (let round = 0; round < 6; round += 1) {
      const cases = await Promise.all(
        Array.from({ length: 5 }, async () => {
          const one = await givenCase(api.db, routeId);
          await one.open('REVIEW');
          return one;
        }),
      );
      const ending = round % 2 === 0 ? disable(REVIEWER) : endRole(REVIEWER, 'CHANNEL_REVIEWER');
      const [ended, ...claims] = await Promise.all([ending, ...cases.map((one) => one.claim(REVIEWER, 'check'))]);

      // Busy is an answer too: then nothing has ended and the claims stand.
      const stranded = (await listLostClaims(api.db.sql)).filter(({ caseId }) => cases.some(({ id }) => id === caseId));
      expect(stranded).toEqual([]);
      expect([200, 503]).toContain(ended.status);
      expect(claims.map(({ code }) => code).filter((code) => code !== 'DONE' && code !== 'NOT_HOLDER')).toEqual([]);
      await api.db.asOwner(`UPDATE account SET state = 'ACTIVE' WHERE login = $1`, [REVIEWER]);
      await api.db.asOwner(
        `UPDATE role_assignment SET valid_to = NULL WHERE account_id = $1 AND role = 'CHANNEL_REVIEWER'`,
        [await idOf(REVIEWER)],
      );
    }
  });

  it('of two people with tasks in the same cases locks nobody out', async () => {
    const cases = await Promise.all(Array.from({ length: 6 }, () => givenCase(api.db, routeId)));
    for (const one of cases) {
      await one.open('REVIEW');
      await one.claim(REVIEWER, 'check');
      await one.claim(LEADER, 'ask');
    }
    const answers = await Promise.all([disable(REVIEWER), disable(LEADER)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    for (const one of cases) {
      expect(await one.task('check')).toMatchObject({ state: 'OPEN' });
      expect(await one.task('ask')).toMatchObject({ state: 'OPEN' });
    }
    await api.db.asOwner(`UPDATE account SET state = 'ACTIVE' WHERE login = $1`, [LEADER]);
  });
});
