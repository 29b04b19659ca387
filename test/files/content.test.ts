import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keepContent, sweepContent } from '../../src/files/content.ts';
import { fileSystemStore, type FileStore } from '../../src/files/file-store.ts';
import { recordFile } from '../../src/files/stored-files.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const GRACE_HOURS = 24;

let db: TestDatabase;
let root: string;
let files: FileStore;
beforeAll(async () => {
  db = await openTestDatabase();
  root = await mkdtemp(path.join(os.tmpdir(), 'qudao-content-'));
  files = fileSystemStore(path.join(root, 'files'));
});
afterAll(async () => {
  await db.close();
  await rm(root, { recursive: true });
});

interface Incoming {
  readonly sha256: string;
  readonly path: string;
}

async function incoming(text: string = randomUUID()): Promise<Incoming> {
  const file = path.join(root, randomUUID());
  await writeFile(file, text);
  return { sha256: createHash('sha256').update(text).digest('hex'), path: file };
}

const keep = (content: Incoming) => keepContent({ sql: db.sql, files }, content);
const sweep = (store = files) => sweepContent({ pool: db.pool, files: store }, GRACE_HOURS);

async function refer({ sha256 }: Incoming): Promise<void> {
  const file = {
    sha256,
    size: 1,
    mime: 'text/plain',
    name: 'x',
    scope: 'IMPORT',
    caseId: null,
    companyId: null,
  } as const;
  await recordFile(db.sql, { ...file, uploadedBy: null }, new Date());
}

/** As if these, or everything, had come in so long ago. */
async function ago(hours: number, { sha256 }: Partial<Incoming> = {}): Promise<void> {
  await db.sql.run(
    `UPDATE incoming_content SET at = now() - make_interval(hours => $1) WHERE $2::text IS NULL OR sha256 = $2`,
    [hours, sha256 ?? null],
  );
}

const placeOf = (sha256: string) => path.join(root, 'files', sha256.slice(0, 2), sha256.slice(2, 4));

describe('sweepContent', () => {
  it('removes what nobody refers to after a day, and neither what is younger nor what a file has', async () => {
    const [orphan, young, wanted] = [await incoming(), await incoming(), await incoming()];
    for (const content of [orphan, young, wanted]) await keep(content);
    await refer(wanted);
    await ago(25, orphan);
    await ago(23, young);
    await ago(1_000, wanted);

    expect(await sweep()).toEqual({ removed: 1 });
    expect(await files.has(orphan.sha256)).toBe(false);
    expect(await files.has(young.sha256)).toBe(true);
    expect(await files.has(wanted.sha256)).toBe(true);
    expect(await sweep()).toEqual({ removed: 0 });
    await ago(25);
    expect(await sweep()).toEqual({ removed: 1 });
  });

  it('lets content that comes again stay for another day', async () => {
    const content = await incoming();
    await keep(content);
    await ago(25, content);
    await keep(content);
    expect(await sweep()).toEqual({ removed: 0 });
    await refer(content);
    await ago(25, content);
    expect(await sweep()).toEqual({ removed: 0 });
    expect(await files.has(content.sha256)).toBe(true);
  });

  it('never takes what comes in again at that very moment', async () => {
    const content = await incoming();
    for (let round = 0; round < 40; round += 1) {
      await keep(content);
      await ago(25, content);
      await Promise.all([sweep(), ...Array.from({ length: 3 }, () => keep(content))]);
      expect(await files.has(content.sha256)).toBe(true);
    }
    await ago(25);
    await sweep();
  });

  it('lets two sweep at once', async () => {
    const orphans = await Promise.all(Array.from({ length: 250 }, () => incoming()));
    for (const orphan of orphans) await keep(orphan);
    await ago(25);
    const swept = await Promise.all([sweep(), sweep()]);
    expect(swept.reduce((sum, { removed }) => sum + removed, 0)).toBe(250);
    expect(await Promise.all(orphans.map(({ sha256 }) => files.has(sha256)))).not.toContain(true);
  });

  it('takes half a copy that a killed process has left, also of content that is wanted', async () => {
    for (const isWanted of [true, false]) {
      const content = await incoming();
      await mkdir(placeOf(content.sha256), { recursive: true });
      await writeFile(path.join(placeOf(content.sha256), `${content.sha256}.${randomUUID()}`), 'ha');
      await keep(content);
      if (isWanted) await refer(content);
      await ago(25, content);
      await sweep();
      expect(await readdir(placeOf(content.sha256))).toEqual(isWanted ? [content.sha256] : []);
    }
  });

  it('forgets an announcement whose bytes never came', async () => {
    const content = await incoming();
    await rm(content.path);
    await expect(keep(content)).rejects.toThrow('ENOENT');
    await ago(25, content);
    await sweep();
    expect(await db.sql.rows('SELECT FROM incoming_content WHERE sha256 = $1', [content.sha256])).toEqual([]);
  });

  it('goes on past what cannot be removed, says so, and tries it again the next time', async () => {
    const [stubborn, other] = [await incoming(), await incoming()];
    for (const content of [stubborn, other]) await keep(content);
    await ago(25);
    const failing: FileStore = {
      ...files,
      remove: (sha256) => (sha256 === stubborn.sha256 ? Promise.reject(new Error('EROFS')) : files.remove(sha256)),
    };

    await expect(sweep(failing)).rejects.toThrow('1 contents could not be removed');
    expect(await files.has(other.sha256)).toBe(false);
    expect(await sweep()).toEqual({ removed: 1 });
    expect(await files.has(stubborn.sha256)).toBe(false);
  });
});
