import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { disableStaff } from '../../src/accounts/staff/disable-staff.ts';
import type { Act } from '../../src/acts/act.ts';
import { runAct, type ActAnswer } from '../../src/acts/run-act.ts';
import { verifyAudit } from '../../src/audit/verify.ts';
import { endRole } from '../../src/organisation/roles/end-role.ts';
import { listPools } from '../../src/tasks/inbox.ts';
import { releaseLapsedClaims } from '../../src/tasks/claiming/release-lapsed-claims.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  actorOf,
  givenCase,
  LEADER,
  OWNER,
  publishRoute,
  REVIEWER,
  wish,
  type OfficeCase,
  type StageWish,
} from '../tasks/office.ts';
import { appoint, forgetAll, lapse, revoke } from './stand-ins.ts';

const AWAY = 'leader.county-0201';
const FAR = '2999-01-01T00:00:00.000Z';

let db: TestDatabase;
let routeId: string;
beforeAll(async () => {
  db = await openTestDatabase();
  const due = { n: 3600, unit: 'SECOND' } as const;
  routeId = await publishRoute(db, {
    REVIEW: { stages: [wish('a', { due }), wish('ask', { returnTo: ['applicant'], approvers: REVIEWERS })] },
  });
});
afterEach(async () => {
  await forgetAll(db);
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});

const REVIEWERS: NonNullable<StageWish['approvers']> = [{ kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }];

async function claimed(by = AWAY): Promise<OfficeCase> {
  const one = await givenCase(db, routeId);
  await one.open('REVIEW');
  expect(await one.claim(by, 'a')).toMatchObject({ code: 'DONE' });
  return one;
}

async function isOffered(one: OfficeCase, login = LEADER): Promise<boolean> {
  const { id } = await actorOf(db, login);
  return (await listPools(db.sql, id, undefined, 200)).some(({ caseId, stage }) => caseId === one.id && stage === 'a');
}

async function lastEntry(one: OfficeCase) {
  return db.sql.one(
    `SELECT action, reason_code AS "reasonCode", actor_kind AS by FROM audit_entry WHERE case_id = $1 ORDER BY seq DESC LIMIT 1`,
    [one.id],
  );
}

async function asAdministrator(perform: (act: Act) => Promise<object>): Promise<ActAnswer> {
  const actor = await actorOf(db, 'administrator.province');
  const request = { actor, key: randomUUID(), hash: 'h', channel: 'api' } as const;
  return runAct(db.pool, request, async (act) => ({ ...(await perform(act)) }));
}

async function disable(login: string): Promise<ActAnswer> {
  const { id: accountId } = await actorOf(db, login);
  return asAdministrator((act) => disableStaff(act, { accountId, force: true }));
}

describe('a claim in another’s name', () => {
  it('goes back at once when the substitution is revoked, on record as the system’s', async () => {
    const made = await appoint(db, LEADER, AWAY);
    const one = await claimed();
    expect(await revoke(db, LEADER, made)).toMatchObject({ code: 'DONE', body: { released: 1 } });
    expect(await one.task('a')).toMatchObject({ state: 'OPEN', assigneeId: null });
    expect(await isOffered(one)).toBe(true);
    expect(await lastEntry(one)).toEqual({
      action: 'TASK_RELEASED_BY_SYSTEM',
      reasonCode: 'SUBSTITUTION_ENDED',
      by: 'SYSTEM',
    });
    expect(await one.approve(AWAY, 'a')).toMatchObject({ code: 'NOT_HOLDER' });
  });

  it('stays while another substitution lets them hold it, and what they hold in their own name stays anyway', async () => {
    const made = await appoint(db, LEADER, AWAY);
    await appoint(db, LEADER, AWAY, { processes: ['ADMISSION'] });
    const one = await claimed();
    expect(await revoke(db, LEADER, made)).toMatchObject({ body: { released: 0 } });
    expect(await one.task('a')).toMatchObject({ state: 'CLAIMED' });
    expect((await one.approve(AWAY, 'a')).code).toBe('DONE');
  });

  it('over a chain goes back when any substitution of the chain is revoked', async () => {
    const first = await appoint(db, LEADER, REVIEWER);
    await appoint(db, REVIEWER, AWAY);
    const one = await claimed();
    expect(await revoke(db, LEADER, first)).toMatchObject({ body: { released: 1 } });
    expect(await one.task('a')).toMatchObject({ state: 'OPEN', assigneeId: null });
  });

  it('keeps nobody out once the substitution has ended by its date, and goes back with the next daily look, once', async () => {
    const made = await appoint(db, LEADER, AWAY);
    const [one, two] = [await claimed(), await claimed()];
    await lapse(db, made);
    expect(await one.approve(AWAY, 'a')).toMatchObject({ code: 'NOT_HOLDER' });
    expect((await one.approve(LEADER, 'a')).code).toBe('DONE');
    const counts = await Promise.all([releaseLapsedClaims(db.pool), releaseLapsedClaims(db.pool)]);
    expect(counts.reduce((sum, { released }) => sum + released, 0)).toBe(1);
    expect(await isOffered(two)).toBe(true);
    expect(await lastEntry(two)).toMatchObject({ reasonCode: 'HOLDER_GONE' });
  });

  it('goes back at the next instant planned for it', async () => {
    const made = await appoint(db, LEADER, AWAY);
    const one = await claimed();
    await lapse(db, made);
    await one.due(FAR);
    expect(await one.task('a')).toMatchObject({ state: 'OPEN', assigneeId: null });
  });

  it('that is suspended is in the pool when its clock runs again', async () => {
    const made = await appoint(db, LEADER, AWAY);
    const one = await claimed();
    await one.decide(REVIEWER, 'ask', { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });
    expect(await revoke(db, LEADER, made)).toMatchObject({ body: { released: 1 } });
    expect(await one.task('a')).toMatchObject({ state: 'SUSPENDED', assigneeId: null });
    await one.supplement(OWNER, []);
    expect(await isOffered(one)).toBe(true);
  });

  it.each([
    ['the substitute is disabled', AWAY],
    ['the principal is disabled', LEADER],
  ])('goes back when %s', async (_title, login) => {
    await appoint(db, LEADER, AWAY);
    await appoint(db, LEADER, REVIEWER, { processes: ['ADMISSION'] });
    const one = await claimed();
    expect((await disable(login)).code).toBe('DONE');
    expect(await one.task('a')).toMatchObject({ state: 'OPEN', assigneeId: null });
    expect(await lastEntry(one)).toMatchObject({ reasonCode: 'HOLDER_DISABLED', by: 'SYSTEM' });
    // Nobody stands in for who is gone.
    expect((await one.approve(REVIEWER, 'a')).code).toBe(login === AWAY ? 'DONE' : 'NOT_HOLDER');
    await db.asOwner(`UPDATE account SET state = 'ACTIVE', disabled_at = NULL WHERE login = $1`, [login]);
  });

  it('goes back when the principal loses the role', async () => {
    await appoint(db, LEADER, AWAY);
    const one = await claimed();
    const role = await db.sql.one<{ assignmentId: string; accountId: string }>(
      `SELECT r.id AS "assignmentId", r.account_id AS "accountId" FROM role_assignment r JOIN account a ON a.id = r.account_id
       WHERE a.login = $1 AND r.role = 'LEADER' AND r.valid_to IS NULL`,
      [LEADER],
    );
    expect((await asAdministrator((act) => endRole(act, { ...role, at: undefined }))).code).toBe('DONE');
    expect(await one.task('a')).toMatchObject({ state: 'OPEN', assigneeId: null });
    expect(await lastEntry(one)).toMatchObject({ reasonCode: 'ROLE_ENDED' });
    await db.asOwner('UPDATE role_assignment SET valid_to = NULL WHERE id = $1', [role.assignmentId]);
  });

  it('made while the substitution is being revoked ends one way or the other', async () => {
    for (let n = 0; n < 6; n += 1) {
      const made = await appoint(db, LEADER, AWAY);
      const one = await givenCase(db, routeId);
      await one.open('REVIEW');
      const [claim, revoked] = await Promise.all([one.claim(AWAY, 'a'), revoke(db, LEADER, made)]);
      expect(revoked.code).toBe('DONE');
      expect(['DONE', 'NOT_HOLDER']).toContain(claim.code);
      expect(await one.task('a')).toMatchObject({ state: 'OPEN', assigneeId: null });
      expect(await isOffered(one)).toBe(true);
    }
  });

  it('is nobody else’s while the substitution holds', async () => {
    await appoint(db, LEADER, AWAY);
    await appoint(db, LEADER, REVIEWER, { processes: ['ADMISSION'] });
    const one = await claimed();
    expect(await one.approve(REVIEWER, 'a')).toMatchObject({ code: 'NOT_HOLDER', body: { claimed: true } });
    expect(await releaseLapsedClaims(db.pool)).toEqual({ released: 0 });
  });
});
