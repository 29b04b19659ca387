import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { decideTask } from '../../../src/tasks/deciding/decide.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  actorOf,
  CITY_LEADER,
  givenCase,
  LEADER,
  noticesOf,
  publishRoute,
  REVIEWER,
  takeInHand,
  wish,
  type OfficeCase,
  type StageWish,
} from '../office.ts';
import { FINANCE, LEGAL } from '../signers/signers-kit.ts';

const HOUR = { n: 3600, unit: 'SECOND' } as const;
const REVIEWERS = { kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' } as const;
const NOBODY_THERE = { kind: 'POST', code: 'NO_SUCH_DESK', unit: 'CITY' } as const;

let db: TestDatabase;
let people: Record<'finance' | 'legal', { kind: 'PERSON'; account: string }>;
beforeAll(async () => {
  db = await openTestDatabase();
  const named = async (login: string) => ({ kind: 'PERSON', account: (await actorOf(db, login)).id }) as const;
  people = { finance: await named(FINANCE), legal: await named(LEGAL) };
});
afterAll(async () => {
  expect((await verifyAudit(db)).faults).toEqual([]);
  await db.close();
});

async function given(overdueTo: StageWish['overdueTo'], values: StageWish = {}): Promise<OfficeCase> {
  const check = wish('check', { approvers: [REVIEWERS], due: HOUR, onOverdue: 'TRANSFER', overdueTo, ...values });
  const one = await givenCase(db, await publishRoute(db, { REVIEW: { stages: [check] } }));
  await one.open('REVIEW');
  return one;
}

/** The hour is over. */
async function late(one: OfficeCase): Promise<void> {
  const { at } = await db.sql.one<{ at: Date }>(
    `SELECT at FROM due_act WHERE case_id = $1 AND kind = 'DUE' AND state = 'PENDING' ORDER BY at LIMIT 1`,
    [one.id],
  );
  await one.due(at);
}

async function offeredTo(one: OfficeCase): Promise<string[]> {
  const rows = await db.sql.rows<{ login: string }>(
    `SELECT a.login FROM task t JOIN task_candidate c ON c.task_id = t.id AND c.open JOIN account a ON a.id = c.account_id
     WHERE t.case_id = $1 AND t.state = 'OPEN' ORDER BY 1`,
    [one.id],
  );
  return rows.map(({ login }) => login);
}

describe('an overdue task goes to whom the route names', () => {
  it('by the first rule that finds anybody, with a deadline of its own, on record and told as the system’s act', async () => {
    const one = await given([NOBODY_THERE, people.finance, people.legal]);
    const before = await one.task('check');
    await late(one);
    expect(await offeredTo(one)).toEqual([FINANCE]);
    const moved = await one.task('check');
    expect(moved).toMatchObject({ state: 'OPEN', overdueAt: null, supervisorId: before.supervisorId });
    expect(before.dueAt !== null && moved.dueAt !== null && moved.dueAt > before.dueAt).toBe(true);
    expect(await noticesOf(db, one.id)).toContain(`TASK_OPENED ${FINANCE}`);
    expect(await noticesOf(db, one.id)).toContain(`TASK_ENDED_BY_TIME ${REVIEWER}`);
    const entry = await db.sql.one(
      `SELECT actor_kind AS kind, reason_code AS reason FROM audit_entry WHERE case_id = $1 AND action = 'TASK_TRANSFER'`,
      [one.id],
    );
    expect(entry).toEqual({ kind: 'SYSTEM', reason: 'BY_TIME_TRANSFERRED' });
    expect(await one.approve(REVIEWER, 'check')).toMatchObject({ code: 'NOT_HOLDER' });
    expect((await one.approve(FINANCE, 'check')).code).toBe('DONE');
  });

  it('to everybody whom that rule finds, and whoever comes first decides', async () => {
    const rows = [{ when: { riskGrades: ['HIGH' as const] }, approvers: [NOBODY_THERE] }];
    const one = await given([{ kind: 'BY_FACTS', rows, otherwise: [people.finance, people.legal] }]);
    await late(one);
    expect(await offeredTo(one)).toEqual([FINANCE, LEGAL].sort());
    expect((await one.audit()).filter((action) => action === 'TASK_TRANSFER')).toHaveLength(2);
    expect((await one.approve(LEGAL, 'check')).code).toBe('DONE');
    expect(await one.approve(FINANCE, 'check')).toMatchObject({ code: 'ALREADY_DECIDED' });
  });

  it('then to the next of them, and at last to the superior', async () => {
    const one = await given([people.finance, people.legal]);
    await late(one);
    await late(one);
    expect(await offeredTo(one)).toEqual([LEGAL]);
    await late(one);
    expect(await offeredTo(one)).toEqual([LEADER]);
    await late(one);
    expect(await offeredTo(one)).toEqual([CITY_LEADER]);
  });

  it('to the superior where the rules find nobody but those who let the time pass', async () => {
    const one = await given([REVIEWERS, NOBODY_THERE]);
    await late(one);
    expect(await offeredTo(one)).toEqual([LEADER]);
  });

  it('to nobody who has spoken in the stage', async () => {
    const one = await given([people.finance, people.legal], { mode: 'ALL', approvers: [REVIEWERS, people.finance] });
    const { id } = await db.sql.one<{ id: string }>(
      `SELECT t.id FROM task t JOIN task_candidate c ON c.task_id = t.id WHERE t.case_id = $1 AND c.account_id = $2`,
      [one.id, people.finance.account],
    );
    const said = await one.act(FINANCE, async (act, actor) =>
      decideTask(act, actor, await takeInHand(act, id, actor), { outcome: 'APPROVE' }, {}),
    );
    expect(said.code).toBe('DONE');
    await late(one);
    expect(await offeredTo(one)).toEqual([LEGAL]);
  });
});
