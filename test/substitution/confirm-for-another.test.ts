import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActAnswer } from '../../src/acts/run-act.ts';
import { verifyAudit } from '../../src/audit/verify.ts';
import { mayStandInCase } from '../../src/tasks/people/stand-ins/stand-in.ts';
import { confirmDuty } from '../../src/tasks/confirmations/confirm-duty.ts';
import { listConfirmations } from '../../src/tasks/confirmations/list-confirmations.ts';
import { readConfirmation } from '../../src/tasks/confirmations/read-confirmation.ts';
import { declareConflict } from '../../src/tasks/conflicts/declare-conflict.ts';
import { offeredOn } from '../../src/tasks/detail/offered.ts';
import { countInbox } from '../../src/tasks/inbox/counts.ts';
import { readAtHand } from '../../src/tasks/operations/at-hand.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  actorOf,
  givenCase,
  LEADER,
  noticesOf,
  publishRoute,
  REVIEWER,
  takeInHand,
  wish,
  type OfficeCase,
} from '../tasks/office.ts';
import { appoint, forgetAll, revoke } from './stand-ins.ts';

/** Another county's: nothing but the substitution lets them see the case. */
const AWAY = 'leader.county-0201';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterEach(async () => {
  await forgetAll(db);
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});

/** A stage of the county's reviewers, whose supervisor is the county's leader, and which is done. */
async function done(): Promise<OfficeCase> {
  const check = wish('check', {
    approvers: [{ kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }],
    confirm: 'SUPERVISOR',
  });
  const city = wish('next', { after: ['check'], approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'CITY' }] });
  const one = await givenCase(db, await publishRoute(db, { REVIEW: { stages: [check, city] } }));
  await one.open('REVIEW');
  await one.approve(REVIEWER, 'check');
  return one;
}

async function confirm(one: OfficeCase, login: string): Promise<ActAnswer> {
  const { id } = await one.task('check');
  return one.act(login, async (act, actor) =>
    confirmDuty(act, actor, await takeInHand(act, id, actor), { accepted: true }),
  );
}

async function listed(one: OfficeCase, login: string, state: 'OPEN' | 'CONFIRMED' = 'OPEN') {
  const { id: accountId } = await actorOf(db, login);
  const wanted = { accountId, isAdministrator: false, state, before: undefined, limit: 100 };
  return (await listConfirmations(db.sql, wanted)).find(({ caseId }) => caseId === one.id);
}

async function offered(one: OfficeCase, login: string): Promise<string[]> {
  const [{ id: taskId }, { id }] = await Promise.all([one.task('check'), actorOf(db, login)]);
  const { operations } = await offeredOn(db.sql, await readAtHand(db.sql, taskId, id), id);
  return operations.map(({ operation }) => operation);
}

describe('a supervisor on leave', () => {
  it('[NTF-01] is stood in for: the substitute is told, finds the duty and confirms it in the supervisor’s name', async () => {
    const made = await appoint(db, LEADER, AWAY);
    const one = await done();
    expect(await noticesOf(db, one.id)).toEqual(
      expect.arrayContaining([`CONFIRMATION_ASKED ${LEADER}`, `CONFIRMATION_ASKED ${AWAY}`]),
    );
    const [leader, away] = await Promise.all([actorOf(db, LEADER), actorOf(db, AWAY)]);
    expect((await listed(one, AWAY))?.onBehalfOf).toMatchObject({ id: leader.id });
    expect((await listed(one, LEADER))?.onBehalfOf).toBeNull();
    expect((await countInbox(db.sql, away.id)).confirmations).toBe(1);
    expect(await offered(one, AWAY)).toContain('CONFIRM');
    expect(await confirm(one, AWAY)).toMatchObject({ code: 'DONE', body: { state: 'CONFIRMED' } });
    const entry = await db.sql.one(
      `SELECT actor_id AS "actorId", on_behalf_of AS "onBehalfOf" FROM audit_entry WHERE case_id = $1 AND action = 'DUTY_CONFIRMED'`,
      [one.id],
    );
    expect(entry).toEqual({ actorId: away.id, onBehalfOf: leader.id });
    expect(await readConfirmation(db.sql, (await one.task('check')).stageId)).toMatchObject({
      state: 'CONFIRMED',
      answeredBy: { id: away.id },
      onBehalfOf: { id: leader.id },
    });
    await revoke(db, LEADER, made);
    expect((await listed(one, AWAY, 'CONFIRMED'))?.onBehalfOf).toMatchObject({ id: leader.id });
  });

  it('still confirms by themselves, and what is confirmed stays so', async () => {
    const one = await done();
    await appoint(db, LEADER, AWAY);
    expect((await confirm(one, LEADER)).code).toBe('DONE');
    expect(await confirm(one, AWAY)).toMatchObject({ code: 'ALREADY_CONFIRMED' });
    expect((await readConfirmation(db.sql, (await one.task('check')).stageId))?.onBehalfOf).toBeNull();
  });

  it('lets the substitute read the case as long as there is a duty to confirm, and afterwards as who took part', async () => {
    const one = await done();
    const { id: away } = await actorOf(db, AWAY);
    const tookPart = `SELECT kind FROM case_participant WHERE case_id = $1 AND account_id = $2`;
    expect(await mayStandInCase(db.sql, one.id, away)).toBe(false);
    await appoint(db, LEADER, AWAY);
    expect(await mayStandInCase(db.sql, one.id, away)).toBe(true);
    await confirm(one, AWAY);
    expect(await mayStandInCase(db.sql, one.id, away)).toBe(false);
    expect(await db.sql.rows(tookPart, [one.id, away])).toEqual([{ kind: 'SUPERVISOR' }]);
  });

  it('is not stood in for by who decided in the stage, nor by whom a conflict of interest keeps away', async () => {
    const one = await done();
    await appoint(db, LEADER, REVIEWER);
    expect(await confirm(one, REVIEWER)).toMatchObject({ code: 'OWN_WORK' });
    expect(await listed(one, REVIEWER)).toBeUndefined();
    await forgetAll(db);
    await appoint(db, LEADER, AWAY);
    await one.act(AWAY, (act, actor) =>
      declareConflict(act, { accountId: actor.id, subject: { caseId: one.id }, relation: 'OTHER', note: undefined }),
    );
    expect(await confirm(one, AWAY)).toMatchObject({ code: 'EXCLUDED', body: { reasonCode: 'CONFLICT_OF_INTEREST' } });
    expect(await listed(one, AWAY)).toBeUndefined();
    expect(await offered(one, AWAY)).not.toContain('CONFIRM');
  });

  it('is stood in for only where the substitution takes the case', async () => {
    const one = await done();
    await appoint(db, LEADER, AWAY, { amountFrom: 1 });
    expect(await confirm(one, AWAY)).toMatchObject({ code: 'NOT_SUPERVISOR' });
    expect(await listed(one, AWAY)).toBeUndefined();
  });
});
