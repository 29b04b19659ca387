import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeAnchor } from '../../src/audit/anchor.ts';
import { forge, givenChain, tamper } from '../audit/chains.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const AT = new Date('2026-03-04T02:00:00.000Z');
let db: TestDatabase;
let dataDir: string;

beforeAll(async () => {
  db = await openTestDatabase();
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'qudao-verify-'));
});
afterAll(async () => {
  await db.close();
  await rm(dataDir, { recursive: true, force: true });
});

describe('npm run audit:verify', () => {
  it('[ORG-09] ends with 0 for a whole audit, with 1 and the places for one that was changed', async () => {
    const chain = await givenChain(db, 3, AT);
    const other = await givenChain(db, 3, AT);
    expect(await verify(db.url)).toMatchObject({
      code: 0,
      out: expect.stringContaining('0 daily anchors.\nNo faults.'),
    });
    await writeAnchor(db, dataDir, '2026-03-04');
    expect(await verify(db.url)).toMatchObject({
      code: 0,
      out: expect.stringContaining('1 daily anchors.\nNo faults.'),
    });

    await tamper(db, `UPDATE audit_entry SET payload = payload || ' ' WHERE chain = $1 AND seq = 2`, [chain]);
    await forge(db, other, 2);
    const { code, err } = await verify(db.url);
    expect(code).toBe(1);
    expect(err).toContain(`HASH  ${chain} #2: `);
    expect(err).toContain('ANCHOR  anchor of 2026-03-04: ');
  });

  it('ends with 2 when the database is not there', async () => {
    const { code, err } = await verify('postgresql://nobody:nothing@127.0.0.1:1/none');
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('The audit could not be verified') });
  });
});

function verify(databaseUrl: string): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(
    process.execPath,
    ['--import', './test/support/register-typescript.mjs', 'scripts/audit-verify.ts'],
    { cwd: ROOT, env: { ...process.env, NODE_OPTIONS: '--no-warnings', DATABASE_URL: databaseUrl, DATA_DIR: dataDir } },
  );
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString('utf8')));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      resolve({ code, out, err });
    });
  });
}
