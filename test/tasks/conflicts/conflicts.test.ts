import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { runAct, type ActAnswer } from '../../../src/acts/run-act.ts';
import { verifyAudit } from '../../../src/audit/verify.ts';
import type { ConflictSubject } from '../../../src/tasks/conflicts/bar-from-cases.ts';
import { decideTask } from '../../../src/tasks/deciding/decide.ts';
import { readAtHand } from '../../../src/tasks/operations/at-hand.ts';
import { declareConflict } from '../../../src/tasks/conflicts/declare-conflict.ts';
import { withdrawConflict } from '../../../src/tasks/conflicts/withdraw-conflict.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  actorOf,
  CITY_LEADER,
  LEADER,
  noticesOf,
  OWNER,
  REVIEWER,
  type OfficeCase,
  type StageWish,
} from '../office.ts';
import { askedOf, automaticOf, given, idOf } from '../people/approvers/people.ts';

const ADMINISTRATORS = ['administrator-2.province', 'administrator.province'];
const COMPLIANCE = 'compliance-officer.province';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});

const COUNTY: StageWish = { approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' }] };
const BOTH: StageWish = {
  mode: 'ALL',
  approvers: [
    { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' },
    { kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' },
  ],
};
const PROVINCE: StageWish = { approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'PROVINCE' }] };

async function act(
  login: string,
  caseId: string | undefined,
  perform: Parameters<typeof runAct>[2],
): Promise<ActAnswer> {
  const actor = await actorOf(db, login);
  return runAct(db.pool, { actor, key: randomUUID(), hash: 'h', channel: 'api', caseId }, perform);
}

async function declare(login: string, subject: ConflictSubject, by = login): Promise<ActAnswer> {
  const accountId = await idOf(db, login);
  const caseId = 'caseId' in subject ? subject.caseId : undefined;
  return act(by, caseId, (running) =>
    declareConflict(running, { accountId, subject, relation: 'KINSHIP', note: undefined }),
  );
}

async function withdraw(by: string, { body }: ActAnswer, isOverseer = false): Promise<ActAnswer> {
  return act(by, undefined, (running) =>
    withdrawConflict(running, z.uuid().parse(body['conflictId']), { reason: '关系已解除', isOverseer }),
  );
}

async function companyId(): Promise<string> {
  const row = await db.sql.one<{ id: string }>(
    `SELECT m.company_id AS id FROM company_member m JOIN account a ON a.id = m.account_id WHERE a.login = $1 AND m.role = 'OWNER'`,
    [OWNER],
  );
  return row.id;
}

async function goesOn(one: OfficeCase): Promise<unknown[]> {
  const rows = await db.sql.rows<{ word: string }>(
    `SELECT payload::jsonb -> 'after' ->> 'goesOn' AS word FROM audit_entry WHERE case_id = $1 AND action = 'APPROVER_BARRED' AND actor_kind = 'SYSTEM' ORDER BY seq`,
    [one.id],
  );
  return rows.map(({ word }) => word);
}

describe('a declared conflict of interest', () => {
  it('takes the person out of the open task at once, on record', async () => {
    const one = await given(db, { approvers: BOTH.approvers ?? [] });
    expect((await declare(LEADER, { caseId: one.id })).code).toBe('DONE');
    expect(await askedOf(db, one, 's0')).toEqual([REVIEWER]);
    expect(await one.approve(LEADER, 's0')).toMatchObject({
      code: 'EXCLUDED',
      body: { reasonCode: 'CONFLICT_OF_INTEREST' },
    });
    expect((await one.audit()).slice(-2)).toEqual(['CONFLICT_DECLARED', 'APPROVER_BARRED']);
    expect(await goesOn(one)).toEqual(['OTHERS']);
    expect((await one.approve(REVIEWER, 's0')).code).toBe('DONE');
  });

  it('puts what the person had claimed back into the pool', async () => {
    const one = await given(db, { approvers: BOTH.approvers ?? [] });
    await one.claim(LEADER, 's0');
    await declare(LEADER, { caseId: one.id });
    expect(await one.task('s0')).toMatchObject({ state: 'OPEN', assigneeId: null });
    expect((await one.claim(REVIEWER, 's0')).code).toBe('DONE');
  });

  it('counts in every stage that opens later', async () => {
    const one = await given(
      db,
      { approvers: [{ kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }] },
      { ...COUNTY, after: ['s0'], onConflict: 'SUPERIOR' },
    );
    await declare(LEADER, { caseId: one.id });
    await one.approve(REVIEWER, 's0');
    expect(await askedOf(db, one, 's1')).toEqual([CITY_LEADER]);
  });

  it('bars from every open case of a company, and from no other company', async () => {
    const [one, two] = [await given(db, { ...COUNTY, onNobody: 'SUPERIOR' }), await given(db, BOTH)];
    const other = await given(db, COUNTY);
    await db.sql.run(
      `UPDATE "case" SET company_id = (SELECT id FROM company WHERE id <> $2 ORDER BY id LIMIT 1) WHERE id = $1`,
      [other.id, await companyId()],
    );
    const declared = await declare(LEADER, { companyId: await companyId() });
    expect(declared.code).toBe('DONE');
    expect([await askedOf(db, one, 's0'), await askedOf(db, two, 's0'), await askedOf(db, other, 's0')]).toEqual([
      [CITY_LEADER],
      [REVIEWER],
      [LEADER],
    ]);
    const later = await given(db, COUNTY);
    expect(await askedOf(db, later, 's0')).toEqual(ADMINISTRATORS);
    expect((await withdraw(LEADER, declared)).code).toBe('DONE');
    expect((await later.approve(LEADER, 's0')).code).toBe('DONE');
  });
});

describe('whose task it was alone', () => {
  it.each([
    ['goes to the superior', { onConflict: 'SUPERIOR' as const }, [CITY_LEADER], 'REPLANNED'],
    [
      'goes to the fallback',
      { fallback: [{ kind: 'HEAD' as const, unit: 'PROVINCE' as const }] },
      ['leader.province'],
      'REPLANNED',
    ],
    ['goes to the head of the nearest unit', { onNobody: 'SUPERIOR' as const }, [CITY_LEADER], 'REPLANNED'],
    ['goes to the administrators', {}, ADMINISTRATORS, 'REPLANNED'],
    [
      'goes to the administrators, because nobody may refuse a declaration',
      { onNobody: 'REFUSE' as const },
      ADMINISTRATORS,
      'REPLANNED',
    ],
  ])('%s', async (_title, values, asked, word) => {
    const one = await given(db, { ...COUNTY, ...values });
    await declare(LEADER, { caseId: one.id });
    expect([await askedOf(db, one, 's0'), await goesOn(one)]).toEqual([asked, [word]]);
    const told = (await noticesOf(db, one.id)).slice(1);
    expect(told.sort()).toEqual(asked.map((login) => `TASK_OPENED ${login}`));
    expect((await one.approve(asked[0] ?? '', 's0')).code).toBe('DONE');
  });

  it('is passed or rejected by the system where the route says so, and the case goes on', async () => {
    const passed = await given(db, { ...COUNTY, onNobody: 'PASS' }, { ...PROVINCE, after: ['s0'] });
    await declare(LEADER, { caseId: passed.id });
    expect([await passed.live(), await automaticOf(db, passed.id)]).toEqual([['s1 OPEN'], ['s0 APPROVE NOBODY_PASS']]);
    const rejected = await given(db, { ...COUNTY, onNobody: 'REJECT' }, PROVINCE);
    const answer = await declare(LEADER, { caseId: rejected.id });
    expect([await rejected.live(), await rejected.state()]).toMatchObject([[], { phaseOutcome: 'REJECTED' }]);
    expect(answer.outbox).toHaveLength(1);
  });

  it('comes back to the pool when it had been handed to them', async () => {
    const one = await given(db, { approvers: [{ kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }] });
    const { id } = await one.task('s0');
    await db.sql.run('DELETE FROM task_candidate WHERE task_id = $1', [id]);
    await db.sql.run(
      `INSERT INTO task_candidate (task_id, kind, account_id, due_at) SELECT $1, 'PERSON', id, 'infinity' FROM account WHERE login = $2`,
      [id, LEADER],
    );
    await declare(LEADER, { caseId: one.id });
    expect(await askedOf(db, one, 's0')).toEqual([REVIEWER]);
  });
});

describe('whose seat it was among several', () => {
  it('is counted no more, and the others are enough', async () => {
    const one = await given(db, BOTH, { ...PROVINCE, after: ['s0'] });
    await declare(LEADER, { caseId: one.id });
    expect(await goesOn(one)).toEqual(['DROPPED']);
    expect(await askedOf(db, one, 's0')).toEqual([REVIEWER]);
    expect(await one.live()).toEqual(['s0 OPEN']);
  });

  it('is the last that was missing: the stage comes to the outcome of the others', async () => {
    const one = await given(
      db,
      { ...BOTH, mode: 'SEQUENCE', approvers: [...(BOTH.approvers ?? [])].reverse() },
      { ...PROVINCE, after: ['s0'] },
    );
    await decideSeat(one, REVIEWER);
    await declare(LEADER, { caseId: one.id });
    expect(await one.live()).toEqual(['s1 OPEN']);
  });

  it('gives the turn to the next in a sequence', async () => {
    const one = await given(db, { ...BOTH, mode: 'SEQUENCE' });
    await declare(LEADER, { caseId: one.id });
    expect(await askedOf(db, one, 's0')).toEqual([REVIEWER]);
    expect((await noticesOf(db, one.id)).at(-1)).toBe(`TASK_OPENED ${REVIEWER}`);
  });

  it('goes to the superior with its place where the route says so', async () => {
    const one = await given(db, { ...BOTH, onConflict: 'SUPERIOR' });
    await declare(LEADER, { caseId: one.id });
    expect(await askedOf(db, one, 's0')).toEqual([REVIEWER, CITY_LEADER].sort());
  });

  it('goes past a superior whom the stage excludes', async () => {
    const one = await given(db, COUNTY, { ...BOTH, after: ['s0'], onRepeat: 'SUPERIOR', onConflict: 'SUPERIOR' });
    await one.approve(LEADER, 's0');
    await declare(REVIEWER, { caseId: one.id });
    expect(await askedOf(db, one, 's1')).toEqual([CITY_LEADER]);
    expect((await one.approve(CITY_LEADER, 's1')).code).toBe('DONE');
  });

  it('is offered to others when it was the last of all', async () => {
    const one = await given(db, { ...BOTH, ...COUNTY });
    await declare(LEADER, { caseId: one.id });
    expect(await askedOf(db, one, 's0')).toEqual(ADMINISTRATORS);
    expect((await one.approve('administrator.province', 's0')).code).toBe('DONE');
  });

  it('is filled, not dropped, while the applicant owes something, and the case goes on afterwards', async () => {
    const one = await given(db, BOTH, {
      approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'CITY' }],
      returnTo: ['applicant'],
    });
    await one.decide(CITY_LEADER, 's1', { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });
    await declare(LEADER, { caseId: one.id });
    expect(await one.live()).toEqual(['s0 SUSPENDED', 'supplement OPEN']);
    await one.supplement(OWNER, []);
    expect(await askedOf(db, one, 's0')).toEqual([...ADMINISTRATORS, REVIEWER].sort());
  });
});

async function decideSeat(one: OfficeCase, login: string): Promise<void> {
  const row = await db.sql.one<{ id: string }>(
    `SELECT t.id FROM task t JOIN task_candidate c ON c.task_id = t.id JOIN account a ON a.id = c.account_id WHERE t.case_id = $1 AND a.login = $2 AND t.state = 'OPEN'`,
    [one.id, login],
  );
  await one.act(login, async (running, actor) =>
    decideTask(running, actor, await readAtHand(running.tx, row.id, actor.id), { outcome: 'APPROVE' }, {}),
  );
}

describe('a declaration', () => {
  it('stands once, whoever makes it, and twice at the same instant', async () => {
    const one = await given(db, BOTH);
    const answers = await Promise.all([
      declare(LEADER, { caseId: one.id }),
      declare(LEADER, { caseId: one.id }, COMPLIANCE),
    ]);
    expect(answers.map(({ code }) => code).sort()).toEqual(['ALREADY_DECLARED', 'DONE']);
  });

  it('is about active staff', async () => {
    const one = await given(db, COUNTY);
    expect(await declare(OWNER, { caseId: one.id }, COMPLIANCE)).toMatchObject({ code: 'INVALID' });
  });

  it('is withdrawn by whom it is about only if they made it themselves', async () => {
    const one = await given(db, BOTH);
    const declared = await declare(LEADER, { caseId: one.id }, COMPLIANCE);
    expect(await withdraw(LEADER, declared, true)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await withdraw(REVIEWER, declared)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect((await withdraw(COMPLIANCE, declared, true)).code).toBe('DONE');
    expect(await withdraw(COMPLIANCE, declared, true)).toMatchObject({ code: 'WRONG_STATE' });
  });

  it('goes on barring while another of the same person stands', async () => {
    const one = await given(db, { approvers: BOTH.approvers ?? [] });
    const [byCase, byCompany] = [
      await declare(LEADER, { caseId: one.id }),
      await declare(LEADER, { companyId: await companyId() }),
    ];
    await withdraw(LEADER, byCase);
    expect(await askedOf(db, one, 's0')).toEqual([REVIEWER]);
    await withdraw(LEADER, byCompany);
    expect(await askedOf(db, one, 's0')).toEqual([REVIEWER, LEADER].sort());
  });
});
