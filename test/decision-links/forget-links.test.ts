import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tasksPolicy } from '../../prisma/seed-data/process-policies.ts';
import { createChoreActivities } from '../../activities/chores.ts';
import { forgetLinks } from '../../src/decision-links/forget-links.ts';
import { fileSystemStore } from '../../src/files/file-store.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { givenCase, publishRoute, republish, wish } from '../tasks/office.ts';

const DAY = 24 * 60 * 60_000;
const KEPT = (tasksPolicy.links?.keepDays ?? NaN) * DAY;

let db: TestDatabase;
let routeId: string;
let folder: string;
beforeAll(async () => {
  db = await openTestDatabase();
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'links-'));
  routeId = await publishRoute(db, { LEADER_APPROVAL: { stages: [wish('county', { byLink: true })] } });
});
afterAll(async () => {
  await fs.rm(folder, { recursive: true, force: true });
  await db.close();
});

/** A link that expires then, or was used then. */
async function given(column: 'expires_at' | 'used_at', at: Date): Promise<string> {
  const one = await givenCase(db, routeId);
  await one.open('LEADER_APPROVAL');
  const { id } = await db.sql.one<{ id: string }>(
    `UPDATE decision_link SET ${column} = $2 WHERE task_id = (SELECT id FROM task WHERE case_id = $1) RETURNING id`,
    [one.id, at],
  );
  return id;
}

const left = async () => (await db.sql.rows<{ id: string }>('SELECT id FROM decision_link')).map(({ id }) => id).sort();

describe('links by which a task was decided, or could have been', () => {
  it('are forgotten once they have been over for longer than the policy keeps them, used or not', async () => {
    const end = new Date('2027-03-01T04:00:00.000Z');
    const expired = await given('expires_at', end);
    const used = await given('used_at', new Date(end.getTime() + 1));

    await forgetLinks(db.sql, new Date(end.getTime() + KEPT));
    expect(await left()).toEqual([expired, used].sort());
    expect(await forgetLinks(db.sql, new Date(end.getTime() + KEPT + 1))).toBe(1);
    expect(await left()).toEqual([used]);
    expect(await forgetLinks(db.sql, new Date(end.getTime() + KEPT + 2))).toBe(1);
    expect(await left()).toEqual([]);
  });

  it('are forgotten by the nightly sweep, and those that still work stay', async () => {
    const old = await given('expires_at', new Date(Date.now() - KEPT - DAY));
    const fresh = await given('expires_at', new Date(Date.now() + DAY));
    const files = fileSystemStore(folder);
    await createChoreActivities({ db, files, config: { fileGraceHours: 24 } }).sweepContent();
    expect(await left()).toEqual([fresh]);
    expect(old).not.toBe(fresh);
    await db.sql.run('DELETE FROM decision_link');
  });

  it('are kept for the days that a newer version of the policy says', async () => {
    await republish(db, 'PROCESS_POLICY', 'TASKS', (body) => ({
      ...body,
      links: { ...tasksPolicy.links, keepDays: 1 },
    }));
    await given('expires_at', new Date(Date.now() - DAY - 60_000));
    expect(await forgetLinks(db.sql, new Date())).toBe(1);
  });
});
