import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAuditActivities } from '../../activities/audit.ts';
import { verifyAudit } from '../../src/audit/verify.ts';
import { givenChain } from '../audit/chains.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
let dataDir: string;

beforeAll(async () => {
  db = await openTestDatabase();
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'qudao-activities-'));
  await givenChain(db, 2, new Date('2026-03-04T02:00:00.000Z'));
});
afterAll(async () => {
  await db.close();
  await rm(dataDir, { recursive: true, force: true });
});

describe('writeAuditAnchor', () => {
  it('anchors the last day that is over, once, however often and by however many workers it is called', async () => {
    const activities = createAuditActivities({ db, config: { dataDir } });
    const first = await activities.writeAuditAnchor();
    const again = await Promise.all(Array.from({ length: 3 }, () => activities.writeAuditAnchor()));
    // Midnight may pass while this runs; then there are two days and two lines.
    const days = [...new Set([first, ...again].map(({ day }) => day))].sort();
    const lines = (await readFile(path.join(dataDir, 'audit-anchors.log'), 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => line.slice(0, 10))).toEqual(days);
    expect(await verifyAudit(db, dataDir)).toMatchObject({ anchors: days.length, outsideCopy: true, faults: [] });
  });
});
