import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { listMine, listPools } from '../../src/tasks/inbox.ts';
import { countInbox } from '../../src/tasks/inbox/counts.ts';
import { listDone } from '../../src/tasks/inbox/done-list.ts';
import { dueKeyOf, type ListKey } from '../../src/tasks/inbox/order.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  actorOf,
  givenCase,
  LEADER,
  noticesOf,
  publishRoute,
  REVIEWER,
  wish,
  type OfficeCase,
  type StageWish,
} from '../tasks/office.ts';
import { appoint, forgetAll, inDays, revoke } from './stand-ins.ts';

const AWAY = 'leader.county-0201';
const FAR = '2999-01-01T00:00:00.000Z';

let db: TestDatabase;
let routeId: string;
const ids: Record<string, string> = {};
beforeAll(async () => {
  db = await openTestDatabase();
  const due = { n: 3600, unit: 'SECOND' } as const;
  routeId = await publishRoute(db, {
    REVIEW: {
      stages: [wish('a', { due }), wish('both', { approvers: EITHER }), wish('own', { approvers: CITY })],
    },
  });
  for (const login of [LEADER, REVIEWER, AWAY]) ids[login] = (await actorOf(db, login)).id;
});
afterEach(async () => {
  await forgetAll(db);
  await db.asOwner(`UPDATE task SET state = 'CANCELED' WHERE state IN ('OPEN', 'CLAIMED')`);
  await db.asOwner('UPDATE task_candidate SET open = false');
});
afterAll(async () => {
  await db.close();
});

const CITY: NonNullable<StageWish['approvers']> = [{ kind: 'ROLE', role: 'LEADER', unit: 'CITY' }];
const EITHER: NonNullable<StageWish['approvers']> = [
  { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' },
  { kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' },
];

async function given(): Promise<OfficeCase> {
  const one = await givenCase(db, routeId);
  await one.open('REVIEW');
  return one;
}

const id = (login: string): string => ids[login] ?? '';

async function pools(login: string) {
  return (await listPools(db.sql, id(login), undefined, 100)).map(({ stage, onBehalfOf }) => [
    stage,
    onBehalfOf?.id ?? null,
  ]);
}

async function mine(login: string) {
  return (await listMine(db.sql, id(login), undefined, 100)).map(({ stage, assignee, onBehalfOf }) => [
    stage,
    assignee?.id ?? null,
    onBehalfOf?.id ?? null,
  ]);
}

describe('the pools of a substitute', () => {
  it('hold what is open to the principal, with the principal’s name, from the very next read until the revocation', async () => {
    await given();
    expect(await pools(AWAY)).toEqual([]);
    const made = await appoint(db, LEADER, AWAY);
    expect(await pools(AWAY)).toEqual([
      ['a', id(LEADER)],
      ['both', id(LEADER)],
    ]);
    expect(await countInbox(db.sql, id(AWAY))).toMatchObject({ pools: 2, mine: 0, overdue: 0 });
    await revoke(db, LEADER, made);
    expect(await pools(AWAY)).toEqual([]);
    expect(await countInbox(db.sql, id(AWAY))).toMatchObject({ pools: 0 });
  });

  it('show a task that one may take by oneself as one’s own', async () => {
    await given();
    await appoint(db, LEADER, REVIEWER);
    expect(await pools(REVIEWER)).toEqual([
      ['a', id(LEADER)],
      ['both', null],
    ]);
  });

  it('leave out cases the substitution does not take, and those the substitute is kept away from', async () => {
    const [one] = [await given(), await given()];
    await appoint(db, LEADER, AWAY, { amountFrom: 100 });
    expect(await pools(AWAY)).toEqual([]);
    await db.asOwner('UPDATE "case" SET amount = 100 WHERE id = $1', [one.id]);
    expect(await pools(AWAY)).toHaveLength(2);
    await db.asOwner(
      `INSERT INTO stage_exclusion (stage_id, account_id, reason_code)
       SELECT id, $2, 'SEPARATION_OF_DUTY' FROM stage WHERE case_id = $1 AND key = 'a'`,
      [one.id, id(LEADER)],
    );
    expect(await pools(AWAY)).toEqual([['both', id(LEADER)]]);
  });

  it('come soonest due first and each once over any pages, own and others’ mixed', async () => {
    for (let n = 0; n < 3; n += 1) await given();
    await appoint(db, LEADER, REVIEWER);
    await appoint(db, LEADER, REVIEWER, { processes: ['ADMISSION'] });
    const whole = await listPools(db.sql, id(REVIEWER), undefined, 100);
    expect(whole.map(({ stage }) => stage)).toEqual(['a', 'a', 'a', 'both', 'both', 'both']);
    for (const limit of [1, 2, 4]) {
      const seen: string[] = [];
      let after: ListKey | undefined;
      for (;;) {
        const page = await listPools(db.sql, id(REVIEWER), after, limit);
        const last = page.at(-1);
        if (last === undefined) break;
        seen.push(...page.map((task) => task.id));
        after = { due: dueKeyOf(last), id: last.id };
      }
      expect(seen).toEqual(whole.map((task) => task.id));
    }
  });

  it('reach over a chain only where everybody between is away for the case', async () => {
    await given();
    await appoint(db, LEADER, REVIEWER, { processes: ['ADMISSION'] });
    const planned = await appoint(db, REVIEWER, AWAY, { from: inDays(1) });
    expect(await pools(AWAY)).toEqual([]);
    await revoke(db, REVIEWER, planned);
    await appoint(db, REVIEWER, AWAY);
    expect(await pools(AWAY)).toEqual([
      ['a', id(LEADER)],
      ['both', id(REVIEWER)],
    ]);
  });
});

describe('what a substitute holds', () => {
  it('is shown to both, with who has it and for whom; what the principal has claimed reaches the substitute', async () => {
    const one = await given();
    await one.claim(LEADER, 'both');
    await appoint(db, LEADER, AWAY);
    await one.claim(AWAY, 'a');
    expect(await mine(AWAY)).toEqual([
      ['a', id(AWAY), id(LEADER)],
      ['both', id(LEADER), id(LEADER)],
    ]);
    expect(await mine(LEADER)).toEqual([
      ['a', id(AWAY), null],
      ['both', id(LEADER), null],
    ]);
    await one.due(FAR);
    expect(await countInbox(db.sql, id(AWAY))).toMatchObject({ mine: 2, overdue: 1 });
    expect(await countInbox(db.sql, id(LEADER))).toMatchObject({ mine: 2, overdue: 1 });
  });

  it('and decided is listed to the substitute as done, and to the principal as done in their name', async () => {
    const one = await given();
    await appoint(db, LEADER, AWAY);
    await one.approve(AWAY, 'a');
    const names = { decidedBy: expect.objectContaining({ id: id(AWAY) }), onBehalfOf: { id: id(LEADER) } };
    expect((await listDone(db.sql, id(AWAY), undefined, 1))[0]).toMatchObject(names);
    expect((await listDone(db.sql, id(LEADER), undefined, 1, 'SUBSTITUTES'))[0]).toMatchObject(names);
    expect(await listDone(db.sql, id(LEADER), undefined, 1)).toEqual([]);
  });
});

describe('the notices about a task', () => {
  it('reach the substitutes too, when it opens and when it is overdue, and nobody who is kept away', async () => {
    await appoint(db, LEADER, AWAY);
    await appoint(db, AWAY, REVIEWER, { processes: ['ADMISSION'] });
    const one = await given();
    const told = await noticesOf(db, one.id);
    expect(told).toContain(`TASK_OPENED ${AWAY}`);
    expect(told.filter((word) => word === `TASK_OPENED ${REVIEWER}`)).toHaveLength(2);
    await one.due(FAR);
    expect(await noticesOf(db, one.id)).toContain(`TASK_OVERDUE ${AWAY}`);
    await forgetAll(db);
    const two = await given();
    expect(await noticesOf(db, two.id)).not.toContain(`TASK_OPENED ${AWAY}`);
  });
});
