import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transferTask } from '../../../src/tasks/operations/transfer.ts';
import { concernedBy } from '../../../src/tasks/inbox/changes/concerned.ts';
import { readChanges } from '../../../src/tasks/inbox/changes/read-changes.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import {
  actorOf,
  CITY_LEADER,
  givenCase,
  LEADER,
  OWNER,
  publishRoute,
  REVIEWER,
  takeInHand,
  wish,
  type OfficeCase,
} from '../office.ts';

const NEIGHBOUR = 'leader.county-0102';
const SUBSTITUTE = 'leader.county-0303';
const PEOPLE = [LEADER, CITY_LEADER, REVIEWER, OWNER, NEIGHBOUR, SUBSTITUTE] as const;

let db: TestDatabase;
let one: OfficeCase;
const ids = new Map<string, string>();
beforeAll(async () => {
  db = await openTestDatabase();
  for (const login of PEOPLE) ids.set((await actorOf(db, login)).id, login);
  const route = await publishRoute(db, { REVIEW: { stages: [wish('a')] } });
  one = await givenCase(db, route);
  await one.open('REVIEW');
});
afterAll(async () => {
  await db.close();
});

/** Whose lists what is done by `act` may have changed. */
async function concerned(act: () => Promise<unknown>): Promise<string[]> {
  const before = new Set((await readChanges(db.sql, 3600)).map(({ key }) => key));
  await act();
  const changes = (await readChanges(db.sql, 3600)).filter(({ key }) => !before.has(key));
  expect(changes.length).toBeGreaterThan(0);
  return (await concernedBy(db.sql, [...ids.keys()], changes)).map((id) => ids.get(id) ?? id).sort();
}

describe('whom a change concerns', () => {
  it('are those who could take the task, their superiors and whoever asked, but not the neighbours', async () => {
    expect(await concerned(() => one.claim(LEADER, 'a'))).toEqual([LEADER, CITY_LEADER, OWNER].sort());
  });

  it('are those who stand in for them', async () => {
    const [principal, substitute] = [await actorOf(db, LEADER), await actorOf(db, SUBSTITUTE)];
    await db.sql.run(
      `INSERT INTO substitution (id, principal_id, substitute_id, valid_from, valid_to, reason, created_by, created_at, processes, unit_ids)
       VALUES (uuidv7(), $1, $2, now() - interval '1 hour', now() + interval '1 hour', '休假', $1, now(), NULL, NULL)`,
      [principal.id, substitute.id],
    );
    expect(await concerned(() => one.release(LEADER, 'a'))).toContain(SUBSTITUTE);
    await db.sql.run('DELETE FROM substitution');
  });

  it('is who had the task before, as well as who has it now', async () => {
    const { id: to } = await actorOf(db, REVIEWER);
    const { id: taskId } = await one.task('a');
    const transfer = () =>
      one.act(LEADER, async (act, actor) =>
        transferTask(act, actor, await takeInHand(act, taskId, actor), { to, reason: '出差' }),
      );
    expect(await concerned(transfer)).toEqual([LEADER, CITY_LEADER, REVIEWER, OWNER].sort());
  });

  it('is whoever did it, and whose task it was, when it has just ended', async () => {
    expect(await concerned(() => one.approve(REVIEWER, 'a'))).toEqual([LEADER, CITY_LEADER, REVIEWER, OWNER].sort());
  });
});
