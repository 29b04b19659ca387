import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { lastSettledDay, writeAnchor } from '../../src/audit/anchor.ts';
import { verifyAudit } from '../../src/audit/verify.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { addEntry, forge, givenChain, tamper } from './chains.ts';

let dataDir: string;
let log: string;
let db: TestDatabase;

beforeEach(async () => {
  db = await openTestDatabase();
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'qudao-anchors-'));
  log = path.join(dataDir, 'audit-anchors.log');
});
afterEach(async () => {
  await db.close();
  await rm(dataDir, { recursive: true, force: true });
});

describe('writeAnchor', () => {
  it('anchors the chains that grew by the end of the day in China, chained to the day before, and writes a line outside', async () => {
    const { chains: seeded } = await anchor('2026-01-01');
    await givenChain(db, 2, at('2026-03-04'));
    await addEntry(db, await givenChain(db, 1, at('2026-03-04')), new Date('2026-03-04T15:59:59.999Z'));
    await givenChain(db, 1, new Date('2026-03-04T16:00:00.000Z'));
    const first = await anchor('2026-03-04');
    const second = await anchor('2026-03-05');

    expect([first.chains, second.chains]).toEqual([2, 1]);
    expect(new Set([first.hash, second.hash, first.headsHash, second.headsHash]).size).toBe(4);
    const lines = (await readFile(log, 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['2026-01-01', '2026-03-04', '2026-03-05']);
    expect(lines[1]).toBe(`2026-03-04 2 ${first.headsHash} ${first.hash}`);
    expect(await verifyAudit(db, dataDir)).toMatchObject({ anchors: 3, outsideCopy: true, faults: [] });
    expect(typeof seeded).toBe('number');
  });

  it('keeps what it has when it is repeated, also by several at once', async () => {
    await givenChain(db, 2, at('2026-03-04'));
    const anchors = await Promise.all(Array.from({ length: 5 }, () => anchor('2026-03-04')));
    expect(new Set(anchors.map(({ hash }) => hash)).size).toBe(1);
    expect(await anchor('2026-03-04')).toEqual(anchors[0]);
    expect(await verifyAudit(db, dataDir)).toMatchObject({ anchors: 1, faults: [] });
  });

  it('covers days on which nobody was there to anchor, and never goes back', async () => {
    await anchor('2026-03-01');
    const chain = await givenChain(db, 1, at('2026-03-02'));
    await addEntry(db, chain, at('2026-03-05'));
    expect((await anchor('2026-03-06')).chains).toBe(1);
    expect(await writeAnchor(db, dataDir, '2026-03-03')).toBeUndefined();
    expect(await verifyAudit(db, dataDir)).toMatchObject({ anchors: 2, faults: [] });
  });

  it('adds the lines that the file outside lacks, after a crash or on a new machine', async () => {
    await givenChain(db, 1, at('2026-03-04'));
    await anchor('2026-03-04');
    const whole = await readFile(log, 'utf8');
    await writeFile(log, whole.slice(0, 40));
    await anchor('2026-03-05');
    expect(await verifyAudit(db, dataDir)).toMatchObject({ outsideCopy: true, faults: [] });
    await rm(log);
    await anchor('2026-03-05');
    expect((await readFile(log, 'utf8')).trimEnd().split('\n')).toHaveLength(2);
    expect((await verifyAudit(db, dataDir)).faults).toEqual([]);
  });

  it('does not anchor a day that is not over', async () => {
    const { day } = await db.sql.one<{ day: string }>(`SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date AS day`);
    await expect(writeAnchor(db, dataDir, day)).rejects.toThrow('not over');
    expect(await verifyAudit(db, dataDir)).toMatchObject({ anchors: 0, outsideCopy: false, faults: [] });
  });

  it('finds the last day that is over', async () => {
    const day = await lastSettledDay(db.sql);
    const { isPast } = await db.sql.one<{ isPast: boolean }>(
      `SELECT $1::date IN ((now() AT TIME ZONE 'Asia/Shanghai')::date - 1, (now() AT TIME ZONE 'Asia/Shanghai')::date - 2) AS "isPast"`,
      [day],
    );
    expect(isPast).toBe(true);
    await expect(writeAnchor(db, dataDir, day)).resolves.toMatchObject({ day });
  });
});

describe('verifyAudit against anchors finds', () => {
  it('[ORG-09] a chain rewritten to its end with fitting hashes, on the day it was anchored', async () => {
    const chain = await givenChain(db, 3, at('2026-03-04'));
    await anchor('2026-03-04');
    await addEntry(db, chain, at('2026-03-05'));
    await anchor('2026-03-05');
    await anchor('2026-03-06');
    await forge(db, chain, 2);
    expect(await faults()).toEqual(['2026-03-04 ANCHOR', '2026-03-05 ANCHOR']);
  });

  it('a chain removed without a trace', async () => {
    const chain = await givenChain(db, 3, at('2026-03-04'));
    await anchor('2026-03-04');
    await tamper(db, 'DELETE FROM audit_entry WHERE chain = $1', [chain]);
    await tamper(db, 'DELETE FROM audit_chain WHERE chain = $1', [chain]);
    expect(await faults()).toEqual(['2026-03-04 ANCHOR']);
  });

  it('a chain put in afterwards', async () => {
    await anchor('2026-03-04');
    await givenChain(db, 1, at('2026-03-03'));
    expect(await faults()).toEqual(['2026-03-04 ANCHOR']);
  });

  it('anchors rewritten along with the chains, by the copy outside', async () => {
    const chain = await givenChain(db, 3, at('2026-03-04'));
    await anchor('2026-03-04');
    await forge(db, chain, 2);
    await tamper(db, 'DELETE FROM audit_anchor');
    await rm(path.join(dataDir, 'elsewhere'), { recursive: true, force: true });
    await writeAnchor(db, path.join(dataDir, 'elsewhere'), '2026-03-04');
    expect((await verifyAudit(db)).faults).toEqual([]);
    expect(await faults()).toEqual(['2026-03-04 ANCHOR_LOG']);
  });

  it('an anchor removed, and a line put into the copy outside', async () => {
    await anchor('2026-03-04');
    await anchor('2026-03-05');
    await tamper(db, `DELETE FROM audit_anchor WHERE day = '2026-03-05'`);
    expect(await faults()).toEqual(['2026-03-05 ANCHOR_LOG']);
    await appendFile(log, `2026-03-06 0 ${'0'.repeat(64)} ${'0'.repeat(64)}\n`);
    expect(await faults()).toEqual(['2026-03-05 ANCHOR_LOG', '2026-03-06 ANCHOR_LOG']);
  });
});

/** Ten in the morning in China. */
function at(day: string): Date {
  return new Date(`${day}T02:00:00.000Z`);
}

async function anchor(day: string) {
  const written = await writeAnchor(db, dataDir, day);
  if (written === undefined) throw new Error(`${day} got no anchor`);
  return written;
}

async function faults(): Promise<string[]> {
  const { faults: found } = await verifyAudit(db, dataDir);
  return found.map((fault) =>
    'day' in fault ? `${fault.day} ${fault.fault}` : `${fault.chain} ${fault.seq} ${fault.fault}`,
  );
}
