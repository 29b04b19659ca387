import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { declareConflict } from '../../../src/tasks/conflicts/declare-conflict.ts';
import { handOverTask } from '../../../src/tasks/hand-over/hand-over-task.ts';
import { readAtHand } from '../../../src/tasks/operations/at-hand.ts';
import { transferTask } from '../../../src/tasks/operations/transfer.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  actorOf,
  CITY_LEADER,
  givenCase,
  LEADER,
  OWNER,
  publishRoute,
  REVIEWER,
  wish,
  type StageWish,
} from '../office.ts';
import { DAY, FINANCE, givenSigned, LEGAL, signedCase, type SignedCase } from './signers-kit.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});

const BOTH: NonNullable<StageWish['approvers']> = [
  { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' },
  { kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' },
];

describe('a word taken back 撤回 where signers were added', () => {
  it('of a signer before me lets me wait again', async () => {
    const one = await givenSigned(db, { due: DAY });
    await one.add(LEADER, 'BEFORE', FINANCE);
    const word = await one.say(FINANCE, 'APPROVE');
    expect((await one.takeBack(FINANCE, word)).code).toBe('DONE');
    expect(await one.seats()).toEqual(['leader SUSPENDED SIGNER', 'finance-reviewer BEFORE OPEN']);
    await one.say(FINANCE, 'APPROVE');
    expect((await one.say(LEADER, 'APPROVE')).code).toBe('DONE');
    expect(await one.live()).toEqual(['b OPEN']);
  });

  it('of mine lets the signer after me wait again, until they have begun', async () => {
    const one = await givenSigned(db);
    await one.add(LEADER, 'AFTER', FINANCE);
    const word = await one.say(LEADER, 'APPROVE');
    expect((await one.takeBack(LEADER, word)).code).toBe('DONE');
    expect(await one.seats()).toEqual(['leader CLAIMED', 'finance-reviewer AFTER SUSPENDED TURN']);
    const again = await one.say(LEADER, 'APPROVE');
    await one.add(FINANCE, 'BESIDE', LEGAL);
    expect(await one.takeBack(LEADER, again)).toMatchObject({ code: 'TAKE_BACK_TOO_LATE' });
  });

  it('of mine puts the task into my hands again while a signer beside me is asked', async () => {
    const one = await givenSigned(db, { approvers: BOTH });
    await one.add(LEADER, 'BESIDE', FINANCE);
    await one.release(LEADER, 'a');
    const word = await one.say(REVIEWER, 'APPROVE');
    expect((await one.takeBack(REVIEWER, word)).code).toBe('DONE');
    expect(await one.seats()).toEqual(['channel-reviewer CLAIMED', 'finance-reviewer BESIDE OPEN']);
  });

  it('of mine is possible still after my signer’s return was taken back', async () => {
    const one = await givenSigned(db, { returnTo: ['applicant'] });
    await one.add(LEADER, 'AFTER', FINANCE);
    const word = await one.say(LEADER, 'APPROVE');
    const back = await one.say(FINANCE, { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });
    expect((await one.takeBack(FINANCE, back)).code).toBe('DONE');
    expect((await one.takeBack(LEADER, word)).code).toBe('DONE');
  });

  it('is too late for what the next in line had handed on before a return was taken back', async () => {
    const one = await givenSigned(db, { mode: 'SEQUENCE', approvers: BOTH, returnTo: ['applicant'] });
    const word = await one.say(LEADER, 'APPROVE');
    await transfer(one, REVIEWER, CITY_LEADER);
    const back = await one.say(CITY_LEADER, { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });
    await one.takeBack(CITY_LEADER, back);
    expect(await one.takeBack(LEADER, word)).toMatchObject({ code: 'TAKE_BACK_TOO_LATE' });
  });

  it('of mine leaves what the next in line had said before a return', async () => {
    const approvers = [...BOTH, { kind: 'ROLE', role: 'LEADER', unit: 'CITY' } as const];
    const kept = { votesOnReturn: 'KEEP', returnTo: ['applicant'] } satisfies StageWish;
    const one = await givenSigned(db, { mode: 'SEQUENCE', approvers, ...kept });
    await handOver(one, REVIEWER, FINANCE);
    await transfer(one, LEADER, REVIEWER);
    await one.say(REVIEWER, 'APPROVE');
    await one.say(FINANCE, { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });
    await one.supplement(OWNER, []);
    const word = await one.say(LEADER, 'APPROVE');
    expect((await one.takeBack(LEADER, word)).code).toBe('DONE');
    expect(await one.seats()).toEqual(['leader OPEN', 'channel-reviewer DONE APPROVE', 'leader SUSPENDED TURN']);
  });

  it('is too late for a signer once I have spoken', async () => {
    const one = await givenSigned(db, { mode: 'ALL', approvers: BOTH });
    await one.add(LEADER, 'BEFORE', FINANCE);
    const word = await one.say(FINANCE, 'APPROVE');
    await one.say(LEADER, 'APPROVE');
    expect(await one.takeBack(FINANCE, word)).toMatchObject({ code: 'TAKE_BACK_TOO_LATE' });
  });

  it('of the last signer opens the stage with everybody else’s word, where one person decides', async () => {
    const one = await givenSigned(db);
    await one.add(LEADER, 'BEFORE', LEGAL);
    await one.say(LEGAL, 'APPROVE');
    await one.add(LEADER, 'AFTER', FINANCE);
    await one.say(LEADER, 'APPROVE');
    const last = await one.say(FINANCE, 'APPROVE');
    expect(await one.live()).toEqual(['b OPEN']);
    expect((await one.takeBack(FINANCE, last)).code).toBe('DONE');
    expect(await one.seats()).toEqual([
      'leader DONE APPROVE',
      'legal-reviewer BEFORE DONE APPROVE',
      'finance-reviewer AFTER OPEN',
    ]);
    await one.say(FINANCE, 'APPROVE');
    expect(await one.live()).toEqual(['b OPEN']);
  });

  it('of mine opens it with the words of those before me, and the task is mine', async () => {
    const one = await givenSigned(db, { mode: 'ANY', approvers: BOTH });
    await one.add(LEADER, 'BEFORE', FINANCE);
    await one.say(FINANCE, 'APPROVE');
    const last = await one.say(LEADER, 'APPROVE');
    expect((await one.takeBack(LEADER, last)).code).toBe('DONE');
    expect(await one.seats()).toEqual(['leader CLAIMED', 'finance-reviewer BEFORE DONE APPROVE']);
  });

  it('keeps the task with whoever had it, when a signer who refused thinks again', async () => {
    const one = await givenSigned(db, { settle: 'ALL_DECIDED', approvers: BOTH });
    await one.add(LEADER, 'BESIDE', FINANCE, LEGAL);
    await one.say(FINANCE, 'REJECT');
    await one.say(LEGAL, 'APPROVE');
    expect(await one.live()).toEqual(['a OPEN']);
    const word = await db.sql.one<{ id: string }>(`SELECT id FROM decision WHERE case_id = $1 AND outcome = 'REJECT'`, [
      one.id,
    ]);
    const taken = await one.takeBack(FINANCE, {
      code: 'DONE',
      body: { decisionId: word.id },
      outbox: [],
      repeated: false,
    });
    expect(taken.code).toBe('DONE');
    expect((await one.seats())[0]).toBe('leader CLAIMED');
  });

  it('of a countersigned stage brings its signers back with their words', async () => {
    const one = await givenSigned(db, { mode: 'ALL', approvers: BOTH });
    await one.add(LEADER, 'BESIDE', FINANCE);
    for (const login of [LEADER, FINANCE]) await one.say(login, 'APPROVE');
    const last = await one.say(REVIEWER, 'APPROVE');
    expect((await one.takeBack(REVIEWER, last)).code).toBe('DONE');
    expect(await one.seats()).toEqual([
      'leader DONE APPROVE',
      'finance-reviewer BESIDE DONE APPROVE',
      'channel-reviewer OPEN',
    ]);
  });

  it('that had ended its phase does the same in the phase that begins again', async () => {
    const routeId = await publishRoute(db, {
      REVIEW: { stages: [wish('a', { mode: 'ALL', approvers: BOTH })] },
      NEXT: { stages: [wish('c', { approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'CITY' }] })] },
    });
    const started = await givenCase(db, routeId);
    await started.open('REVIEW');
    const one = signedCase(db, started);
    await one.add(LEADER, 'BESIDE', FINANCE);
    for (const login of [LEADER, REVIEWER]) await one.say(login, 'APPROVE');
    const last = await one.say(FINANCE, 'APPROVE');
    await one.open('NEXT');
    expect((await one.takeBack(FINANCE, last)).code).toBe('DONE');
    await one.open('REVIEW');
    expect(await one.seats()).toEqual([
      'leader DONE APPROVE',
      'finance-reviewer BESIDE OPEN',
      'channel-reviewer DONE APPROVE',
    ]);
    await one.say(FINANCE, 'APPROVE');
    expect(await one.state()).toMatchObject({ phaseOutcome: 'APPROVED' });
  });
});

describe('a return', () => {
  it('voids what signers were asked, as it voids votes', async () => {
    const one = await givenSigned(db, { returnTo: ['applicant'] });
    await one.add(LEADER, 'BEFORE', FINANCE);
    await one.say(FINANCE, 'APPROVE');
    await one.say(LEADER, { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });
    await one.supplement(OWNER, []);
    expect(await one.seats()).toEqual(['pool OPEN']);
  });

  it('keeps their approvals, and asks the others again, where the route keeps votes', async () => {
    const one = await givenSigned(db, { mode: 'ALL', approvers: BOTH, returnTo: ['applicant'], votesOnReturn: 'KEEP' });
    await one.add(LEADER, 'BESIDE', FINANCE, LEGAL);
    await one.say(FINANCE, 'APPROVE');
    await one.say(LEADER, 'APPROVE');
    await one.say(REVIEWER, { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });
    await one.supplement(OWNER, []);
    expect(await one.seats()).toEqual([
      'leader DONE APPROVE',
      'finance-reviewer BESIDE DONE APPROVE',
      'legal-reviewer BESIDE OPEN',
      'channel-reviewer OPEN',
    ]);
  });

  it('gives nobody a second seat whom the rule asks and somebody had added', async () => {
    const one = await givenSigned(db, { mode: 'ALL', approvers: BOTH, returnTo: ['applicant'], votesOnReturn: 'KEEP' });
    await transfer(one, LEADER, CITY_LEADER);
    await one.add(REVIEWER, 'BESIDE', LEADER);
    await one.say(CITY_LEADER, { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });
    await one.supplement(OWNER, []);
    expect(await one.seats()).toEqual(['leader OPEN', 'channel-reviewer OPEN']);
  });

  it('by an added signer speaks for the stage', async () => {
    const one = await givenSigned(db, { returnTo: ['applicant'] });
    await one.add(LEADER, 'BEFORE', FINANCE);
    const answer = await one.say(FINANCE, { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });
    expect(answer.code).toBe('DONE');
    expect(await one.live()).toEqual(['supplement OPEN']);
  });

  it('elsewhere lets everybody wait, and afterwards each go on where they were', async () => {
    const one = await parallel();
    await one.add(LEADER, 'BEFORE', FINANCE);
    await askApplicant(one);
    expect(await one.seats()).toEqual(['leader SUSPENDED SIGNER', 'finance-reviewer BEFORE SUSPENDED']);
    expect(await one.remove(LEADER, FINANCE)).toMatchObject({ code: 'TASK_SUSPENDED' });
    await one.supplement(OWNER, []);
    expect(await one.seats()).toEqual(['leader SUSPENDED SIGNER', 'finance-reviewer BEFORE OPEN']);
    await one.say(FINANCE, 'APPROVE');
    expect((await one.say(LEADER, 'APPROVE')).code).toBe('DONE');
  });
});

describe('an added signer’s seat', () => {
  it('can be transferred, and still be removed by who added it', async () => {
    const one = await givenSigned(db);
    await one.add(LEADER, 'BEFORE', FINANCE);
    const seat = await one.seatOf(FINANCE);
    const { id: to } = await actorOf(db, LEGAL);
    const answer = await one.act(FINANCE, async (act, actor) =>
      transferTask(act, actor, await readAtHand(act.tx, seat, actor.id), { to, reason: '请代为复核' }),
    );
    expect(answer.code).toBe('DONE');
    expect(await one.seats()).toEqual(['leader SUSPENDED SIGNER', 'legal-reviewer BEFORE OPEN']);
    expect((await one.remove(LEADER, LEGAL)).code).toBe('DONE');
    expect(await one.seats()).toEqual(['leader CLAIMED', 'legal-reviewer BEFORE CANCELED']);
  });

  it('is dropped when its person declares a conflict of interest, and my task goes on', async () => {
    const one = await givenSigned(db);
    await one.add(LEADER, 'BEFORE', FINANCE);
    await declare(one, FINANCE);
    expect(await one.seats()).toEqual(['leader CLAIMED', 'finance-reviewer BEFORE CANCELED']);
  });

  it('goes to somebody else when others were asked for it', async () => {
    const one = await givenSigned(db, { mode: 'ALL', approvers: BOTH });
    await one.add(LEADER, 'BEFORE', FINANCE);
    await declare(one, LEADER);
    const seats = await one.seats();
    expect(seats).toHaveLength(3);
    expect(seats.slice(1)).toEqual(['finance-reviewer BEFORE OPEN', 'channel-reviewer OPEN']);
    await one.say(FINANCE, 'APPROVE');
    await one.say(REVIEWER, 'APPROVE');
    const administrator = 'administrator.province';
    const { id } = await db.sql.one<{ id: string }>(
      `SELECT id FROM task WHERE case_id = $1 AND state = 'OPEN' AND stage_key = 'a'`,
      [one.id],
    );
    const claimed = await one.act(administrator, async (act, actor) => ({
      candidate: (await readAtHand(act.tx, id, actor.id)).task.candidate,
    }));
    expect(claimed.body).toEqual({ candidate: true });
  });

  it('lets a waiting task be handed over, which then goes on with what was left of its time', async () => {
    const one = await givenSigned(db, { due: DAY });
    await one.add(LEADER, 'BEFORE', FINANCE);
    await handOver(one, LEADER, REVIEWER);
    await one.say(FINANCE, 'APPROVE');
    expect(await one.seats()).toEqual(['channel-reviewer OPEN', 'finance-reviewer BEFORE DONE APPROVE']);
    expect((await one.say(REVIEWER, 'APPROVE')).code).toBe('DONE');
  });
});

/** Stage `a`, and beside it `asking`, which returns to the applicant. */
async function parallel(): Promise<SignedCase> {
  const routeId = await publishRoute(db, {
    REVIEW: {
      stages: [
        wish('a', { due: DAY }),
        wish('asking', { approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'CITY' }], returnTo: ['applicant'] }),
      ],
    },
  });
  const started = await givenCase(db, routeId);
  await started.open('REVIEW');
  return signedCase(db, started);
}

function askApplicant(one: SignedCase) {
  return one.decide(CITY_LEADER, 'asking', { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });
}

async function declare(one: SignedCase, login: string): Promise<void> {
  const answer = await one.act(login, async (act, actor) => {
    const input = { accountId: actor.id, subject: { caseId: one.id }, relation: 'OTHER', note: undefined } as const;
    return declareConflict(act, input);
  });
  if (answer.code !== 'DONE') throw new Error(answer.code);
}

async function transfer(one: SignedCase, from: string, to: string): Promise<void> {
  const taskId = await one.seatOf(from);
  const { id } = await actorOf(db, to);
  const answer = await one.act(from, async (act, actor) =>
    transferTask(act, actor, await readAtHand(act.tx, taskId, actor.id), { to: id, reason: '转办' }),
  );
  expect(answer.code).toBe('DONE');
}

async function handOver(one: SignedCase, from: string, to: string): Promise<void> {
  const taskId = await one.seatOf(from);
  const [leaver, receiver] = await Promise.all([actorOf(db, from), actorOf(db, to)]);
  const answer = await one.act('administrator.province', async (act, actor) =>
    handOverTask(act, await readAtHand(act.tx, taskId, actor.id), { from: leaver.id, to: receiver.id, reason: '离职' }),
  );
  expect(answer.code).toBe('DONE');
}
