import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActAnswer } from '../../src/acts/run-act.ts';
import { verifyAudit } from '../../src/audit/verify.ts';
import { declareConflict } from '../../src/tasks/conflicts/declare-conflict.ts';
import { delegateTask } from '../../src/tasks/delegation/delegate.ts';
import { recallTask } from '../../src/tasks/delegation/recall.ts';
import { recommend } from '../../src/tasks/delegation/recommend.ts';
import { offeredOn } from '../../src/tasks/detail/offered.ts';
import { listMine } from '../../src/tasks/inbox.ts';
import { readAtHand, type AtHand } from '../../src/tasks/operations/at-hand.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  actorOf,
  givenCase,
  LEADER,
  noticesOf,
  publishRoute,
  takeInHand,
  wish,
  type OfficeCase,
} from '../tasks/office.ts';
import { FINANCE } from '../tasks/signers/signers-kit.ts';
import { appoint, forgetAll, revoke } from './stand-ins.ts';

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

/** The leader has asked somebody of finance for their view. */
async function given(): Promise<OfficeCase> {
  const one = await givenCase(db, await publishRoute(db, { REVIEW: { stages: [wish('a')] } }));
  await one.open('REVIEW');
  const { id: to } = await actorOf(db, FINANCE);
  const { id } = await one.task('a');
  await one.act(LEADER, async (act, actor) =>
    delegateTask(act, actor, await takeInHand(act, id, actor), { to, reason: '请核实财务' }),
  );
  return one;
}

async function say(one: OfficeCase, login: string): Promise<ActAnswer> {
  const { id } = await one.task('a');
  return one.act(login, async (act, actor) =>
    recommend(act, actor, await takeInHand(act, id, actor), { outcome: 'REJECT', reason: '资信不足' }),
  );
}

async function listed(one: OfficeCase, login: string) {
  const { id } = await actorOf(db, login);
  return (await listMine(db.sql, id, undefined, 200)).find(({ caseId }) => caseId === one.id);
}

async function offered(one: OfficeCase, login: string): Promise<string[]> {
  const [{ id: taskId }, { id }] = await Promise.all([one.task('a'), actorOf(db, login)]);
  const atHand: AtHand = await readAtHand(db.sql, taskId, id);
  return (await offeredOn(db.sql, atHand, id)).operations.map(({ operation }) => operation);
}

describe('a delegate on leave', () => {
  it('is stood in for: the substitute finds the task, and recommends in the delegate’s name', async () => {
    const one = await given();
    expect(await say(one, AWAY)).toMatchObject({ code: 'NOT_DELEGATE' });
    const made = await appoint(db, FINANCE, AWAY);
    expect((await listed(one, AWAY))?.onBehalfOf).toMatchObject({ id: (await actorOf(db, FINANCE)).id });
    expect(await offered(one, AWAY)).toEqual(['RECOMMEND']);
    expect(await one.approve(AWAY, 'a')).toMatchObject({ code: 'NOT_HOLDER' });
    expect((await say(one, AWAY)).code).toBe('DONE');
    await revoke(db, FINANCE, made);
    const row = await db.sql.one(
      `SELECT o.kind, a.login AS by, p.login AS "for" FROM task_operation o JOIN account a ON a.id = o.account_id JOIN account p ON p.id = o.on_behalf_of
       WHERE o.case_id = $1`,
      [one.id],
    );
    expect(row).toEqual({ kind: 'RECOMMEND', by: AWAY, for: FINANCE });
    expect(await noticesOf(db, one.id)).toContain(`RECOMMENDATION_RECEIVED ${LEADER}`);
    expect((await one.approve(LEADER, 'a')).code).toBe('DONE');
  });

  it('still recommends by themselves, and whoever speaks first has spoken', async () => {
    const one = await given();
    await appoint(db, FINANCE, AWAY);
    expect((await say(one, FINANCE)).code).toBe('DONE');
    expect(await say(one, AWAY)).toMatchObject({ code: 'NOT_DELEGATE' });
    expect(await listed(one, AWAY)).toBeUndefined();
  });

  it('is not stood in for by whoever asked them: they have the task, and recall it', async () => {
    const one = await given();
    await appoint(db, FINANCE, LEADER);
    expect(await say(one, LEADER)).toMatchObject({ code: 'NOT_DELEGATE' });
    expect(await offered(one, LEADER)).toEqual(['RECALL']);
    expect(await listed(one, LEADER)).toBeUndefined();
    const { id } = await one.task('a');
    const recalled = await one.act(LEADER, async (act, actor) =>
      recallTask(act, actor, await takeInHand(act, id, actor)),
    );
    expect(recalled.code).toBe('DONE');
  });

  it('is not stood in for by whom a conflict of interest keeps away', async () => {
    const one = await given();
    await appoint(db, FINANCE, AWAY);
    await one.act(AWAY, (act, actor) =>
      declareConflict(act, { accountId: actor.id, subject: { caseId: one.id }, relation: 'OTHER', note: undefined }),
    );
    expect(await say(one, AWAY)).toMatchObject({ code: 'NOT_DELEGATE' });
    expect(await listed(one, AWAY)).toBeUndefined();
  });

  it('and the holder on leave have one substitute, who does as whom it is waited for', async () => {
    const one = await given();
    await appoint(db, LEADER, AWAY);
    await appoint(db, FINANCE, AWAY);
    expect(await offered(one, AWAY)).toEqual(['RECALL', 'RECOMMEND']);
    expect((await listed(one, AWAY))?.onBehalfOf).toMatchObject({ id: (await actorOf(db, FINANCE)).id });
    expect((await say(one, AWAY)).code).toBe('DONE');
  });
});
