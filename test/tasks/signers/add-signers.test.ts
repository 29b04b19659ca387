import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { actorOf, CITY_LEADER, LEADER, noticesOf, OWNER, REVIEWER, type StageWish } from '../office.ts';
import { DAY, FINANCE, givenSigned, LEGAL } from './signers-kit.ts';

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

describe('a signer added before me 前加签', () => {
  it('speaks first; then the task is mine again, and ends the stage', async () => {
    const one = await givenSigned(db);
    expect((await one.add(LEADER, 'BEFORE', FINANCE)).code).toBe('DONE');
    expect(await one.seats()).toEqual(['leader SUSPENDED SIGNER', 'finance-reviewer BEFORE OPEN']);
    expect(await one.say(LEADER, 'APPROVE')).toMatchObject({
      code: 'NOT_YOUR_TURN',
      body: { waitsFor: 'SIGNER' },
    });
    expect((await one.say(FINANCE, 'APPROVE')).code).toBe('DONE');
    expect(await one.seats()).toEqual(['leader CLAIMED', 'finance-reviewer BEFORE DONE APPROVE']);
    expect((await one.say(LEADER, 'APPROVE')).code).toBe('DONE');
    expect(await one.live()).toEqual(['b OPEN']);
  });

  it('rejects for the whole stage where one person decides', async () => {
    const one = await givenSigned(db);
    await one.add(LEADER, 'BEFORE', FINANCE);
    await one.say(FINANCE, 'REJECT');
    expect(await one.state()).toMatchObject({ phaseOutcome: 'REJECTED' });
    expect(await one.seats()).toEqual(['leader CANCELED SIGNER', 'finance-reviewer BEFORE DONE REJECT']);
  });

  it('are all heard when there are several', async () => {
    const one = await givenSigned(db);
    await one.add(LEADER, 'BEFORE', FINANCE, LEGAL);
    await one.say(LEGAL, 'APPROVE');
    expect(await one.say(LEADER, 'APPROVE')).toMatchObject({ code: 'NOT_YOUR_TURN' });
    await one.say(FINANCE, 'APPROVE');
    expect((await one.say(LEADER, 'APPROVE')).code).toBe('DONE');
    expect(await one.live()).toEqual(['b OPEN']);
  });

  it('may ask somebody before themselves in turn', async () => {
    const one = await givenSigned(db);
    await one.add(LEADER, 'BEFORE', FINANCE);
    await one.add(FINANCE, 'BEFORE', LEGAL);
    expect(await one.seats()).toEqual([
      'leader SUSPENDED SIGNER',
      'finance-reviewer BEFORE SUSPENDED SIGNER',
      'legal-reviewer BEFORE OPEN',
    ]);
    for (const login of [LEGAL, FINANCE, LEADER]) expect((await one.say(login, 'APPROVE')).code).toBe('DONE');
    expect(await one.live()).toEqual(['b OPEN']);
  });

  it('stops my clock, which goes on with what was left, and has a deadline of their own', async () => {
    const one = await givenSigned(db, { due: DAY, remindBefore: [{ n: 1, unit: 'WORKING_DAY' }] });
    const mine = (await one.task('a')).id;
    const planned = async (id: string) =>
      db.sql.rows('SELECT kind, state FROM due_act WHERE task_id = $1 AND state <> $2 ORDER BY at', [id, 'CANCELED']);
    const clock = async (id: string) =>
      db.sql.one<{ due: Date | null; left: string | null }>(
        'SELECT due_at AS due, remaining AS left FROM task WHERE id = $1',
        [id],
      );
    const before = await clock(mine);
    await one.add(LEADER, 'BEFORE', FINANCE);
    expect((await clock(mine)).left).not.toBeNull();
    expect(await planned(mine)).toEqual([
      { kind: 'REMIND', state: 'SUSPENDED' },
      { kind: 'DUE', state: 'SUSPENDED' },
    ]);
    const theirs = await one.seatOf(FINANCE);
    expect((await clock(theirs)).due).toEqual(before.due);
    await one.say(FINANCE, 'APPROVE');
    expect(await planned(mine)).toEqual([
      { kind: 'REMIND', state: 'PENDING' },
      { kind: 'DUE', state: 'PENDING' },
    ]);
    const after = await clock(mine);
    expect(after.left).toBeNull();
    expect(after.due?.getTime()).toBeGreaterThanOrEqual(before.due?.getTime() ?? Infinity);
    expect(await planned(theirs)).toEqual([]);
  });

  it('tells them who asks, tells me when it is mine again, and is on record by name', async () => {
    const one = await givenSigned(db);
    await one.add(LEADER, 'BEFORE', FINANCE);
    await one.say(FINANCE, 'APPROVE');
    expect(await noticesOf(db, one.id)).toEqual([
      `TASK_OPENED ${LEADER}`,
      `SIGNER_ADDED ${FINANCE}`,
      `TASK_OPENED ${LEADER}`,
    ]);
    const entry = await db.sql.one<{ actor: string; after: Record<string, unknown> }>(
      `SELECT a.login AS actor, e.payload::jsonb -> 'after' AS after FROM audit_entry e JOIN account a ON a.id = e.actor_id
       WHERE e.case_id = $1 AND e.action = 'TASK_ADD_SIGNER'`,
      [one.id],
    );
    const { id: signer } = await actorOf(db, FINANCE);
    expect(entry).toMatchObject({ actor: LEADER, after: { signer, place: 'BEFORE', seat: await one.seatOf(FINANCE) } });
    const operation = await db.sql.one('SELECT kind, reason FROM task_operation WHERE id = $1', [
      entry.after['operation'],
    ]);
    expect(operation).toEqual({ kind: 'ADD_BEFORE', reason: '请复核财务部分' });
  });
});

describe('a signer added after me 后加签', () => {
  it('has their turn when I approved, and the last word', async () => {
    const one = await givenSigned(db, { due: DAY });
    await one.add(LEADER, 'AFTER', FINANCE);
    expect(await one.seats()).toEqual(['leader CLAIMED', 'finance-reviewer AFTER SUSPENDED TURN']);
    expect(await one.say(FINANCE, 'APPROVE')).toMatchObject({ code: 'NOT_YOUR_TURN' });
    await one.say(LEADER, 'APPROVE');
    expect(await one.live()).toEqual(['a OPEN']);
    expect(await one.seats()).toEqual(['leader DONE APPROVE', 'finance-reviewer AFTER OPEN']);
    await one.say(FINANCE, 'APPROVE');
    expect(await one.live()).toEqual(['b OPEN']);
  });

  it('is not asked when I reject', async () => {
    const one = await givenSigned(db);
    await one.add(LEADER, 'AFTER', FINANCE);
    await one.say(LEADER, 'REJECT');
    expect(await one.state()).toMatchObject({ phaseOutcome: 'REJECTED' });
  });
});

describe('a signer added beside me 并加签', () => {
  it('is asked at once, and must approve', async () => {
    const one = await givenSigned(db);
    await one.add(LEADER, 'BESIDE', FINANCE);
    await one.say(LEADER, 'APPROVE');
    expect(await one.live()).toEqual(['a OPEN']);
    await one.say(FINANCE, 'APPROVE');
    expect(await one.live()).toEqual(['b OPEN']);
  });

  it('is not outvoted where a ratio is reached', async () => {
    const one = await givenSigned(db, { mode: 'RATIO', passPercent: 50, approvers: BOTH });
    await one.add(LEADER, 'BESIDE', FINANCE);
    await one.say(LEADER, 'APPROVE');
    expect(await one.live()).toEqual(['a OPEN']);
    await one.say(FINANCE, 'REJECT');
    expect(await one.state()).toMatchObject({ phaseOutcome: 'REJECTED' });
  });

  it('runs along in a sequence, and the next one waits for both', async () => {
    const one = await givenSigned(db, { mode: 'SEQUENCE', approvers: BOTH });
    await one.add(LEADER, 'BESIDE', FINANCE);
    expect(await one.seats()).toEqual([
      'leader CLAIMED',
      'finance-reviewer BESIDE OPEN',
      'channel-reviewer SUSPENDED TURN',
    ]);
    await one.say(LEADER, 'APPROVE');
    expect(await one.say(REVIEWER, 'APPROVE')).toMatchObject({ code: 'NOT_YOUR_TURN' });
    await one.say(FINANCE, 'APPROVE');
    expect((await one.say(REVIEWER, 'APPROVE')).code).toBe('DONE');
    expect(await one.live()).toEqual(['b OPEN']);
  });
});

describe('adding a signer', () => {
  it('is refused to whoever does not hold the task', async () => {
    const one = await givenSigned(db);
    expect(await one.add(CITY_LEADER, 'BEFORE', FINANCE)).toMatchObject({ code: 'NOT_HOLDER' });
    await one.say(LEADER, 'APPROVE');
    expect(await one.add(LEADER, 'BEFORE', FINANCE)).toMatchObject({ code: 'ALREADY_DECIDED' });
  });

  it.each([
    ['oneself', LEADER, 'YOURSELF'],
    ['somebody outside', OWNER, 'NOT_ACTIVE_STAFF'],
    ['who decides no cases', 'auditor.province', 'DECIDES_NO_CASES'],
    ['who has a seat already', FINANCE, 'ALREADY_SEATED'],
  ])('is refused for %s, also as one of several', async (_who, login, reasonCode) => {
    const one = await givenSigned(db);
    await one.add(LEADER, 'BESIDE', FINANCE);
    expect(await one.add(LEADER, 'BEFORE', LEGAL, login)).toMatchObject({
      code: 'RECEIVER_NOT_POSSIBLE',
      body: { reasonCode, to: (await actorOf(db, login)).id },
    });
    expect(await one.seats()).toEqual(['leader CLAIMED', 'finance-reviewer BESIDE OPEN']);
  });

  it('lets nobody speak twice who is in the pool as well', async () => {
    const one = await givenSigned(db, { approvers: BOTH });
    await one.add(LEADER, 'BEFORE', REVIEWER);
    await one.say(REVIEWER, 'APPROVE');
    await one.release(LEADER, 'a');
    const shared = await db.sql.one<{ id: string }>(
      'SELECT id FROM task WHERE case_id = $1 AND added_by_task IS NULL',
      [one.id],
    );
    expect(shared.id).toBe(await one.seatOf(CITY_LEADER));
    expect(await one.say(REVIEWER, 'APPROVE')).toMatchObject({ code: 'ALREADY_DECIDED' });
  });

  it('is refused for what the applicant owes, and where the route does not offer it', async () => {
    const owed = await givenSigned(db, { approvers: [{ kind: 'COMPANY', role: 'OWNER' }] });
    expect(await owed.add(OWNER, 'BEFORE', FINANCE)).toMatchObject({ code: 'OPERATION_NOT_POSSIBLE' });
    const plain = await givenSigned(db, { offers: ['ADD_AFTER'] });
    expect(await plain.add(LEADER, 'BEFORE', FINANCE)).toMatchObject({
      code: 'OPERATION_NOT_OFFERED',
      body: { operation: 'ADD_BEFORE', offered: ['ADD_AFTER'] },
    });
    expect((await plain.add(LEADER, 'AFTER', FINANCE)).code).toBe('DONE');
  });

  it('happens once, also when it is asked for twice at the same instant', async () => {
    const one = await givenSigned(db);
    const answers = await Promise.all([one.add(LEADER, 'BESIDE', FINANCE), one.add(LEADER, 'BESIDE', FINANCE)]);
    expect(answers.map(({ code }) => code).sort()).toEqual(['DONE', 'RECEIVER_NOT_POSSIBLE']);
    expect(await one.seats()).toEqual(['leader CLAIMED', 'finance-reviewer BESIDE OPEN']);
  });
});
