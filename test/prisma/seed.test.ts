import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verify } from '@node-rs/argon2';
import { seed } from '../../prisma/seed.ts';
import { STAFF_ROLES } from '../../src/domain/access/roles.ts';
import { checkCreditCode } from '../../src/domain/identity/credit-code.ts';
import { isError } from '../../src/domain/policies/fault.ts';
import type { PolicyKind } from '../../src/domain/policies/kinds.ts';
import { checkPolicy } from '../../src/policies/check-policy.ts';
import { openTestDatabase, setting, type TestDatabase } from '../support/database.ts';

const TABLES = [
  'unit',
  'account',
  'role_assignment',
  'company',
  'company_member',
  'consent',
  'channel',
  'channel_type',
  'policy_version',
  'credit_record',
  'blacklist_entry',
];

let db: TestDatabase;
let ownerUrl: string;
let directory: string;

beforeAll(async () => {
  db = await openTestDatabase();
  const url = new URL(setting('TEST_OWNER_DATABASE_URL'));
  url.pathname = `/${db.name}`;
  ownerUrl = url.toString();
  directory = await mkdtemp(path.join(os.tmpdir(), 'qudao-seed-'));
  await run(200);
});

afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
  await db.close();
});

async function run(companies: number): Promise<void> {
  await seed(ownerUrl, { companies, dataDir: directory, personHashKey: setting('TEST_PERSON_HASH_KEY') });
}

async function contents(): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const table of TABLES) {
    const { n, hash } = await db.sql.one<{ n: number; hash: string }>(
      `SELECT count(*) AS n, md5(string_agg(t::text, '' ORDER BY t::text)) AS hash FROM ${table} t`,
    );
    found[table] = { n, hash };
  }
  return found;
}

describe('the demonstration data', () => {
  it('is the same after a second run, whoever has changed it meanwhile', async () => {
    await db.sql.run(`UPDATE unit SET head_id = NULL WHERE code = 'county-0101'`);
    await db.sql.run(
      `UPDATE role_assignment SET valid_to = now() WHERE account_id = (SELECT id FROM account WHERE login = 'leader.city-01')`,
    );
    await db.sql.run(`UPDATE blacklist_entry SET state = 'REMOVED' WHERE subject_kind = 'COMPANY'`);
    const before = await contents();
    await run(200);
    expect(await contents()).toEqual(before);
  });

  it('grows to a larger number of companies and keeps the others', async () => {
    const known = await db.sql.rows<{ id: string }>('SELECT id FROM company');
    await run(230);
    const ids = (await db.sql.rows<{ id: string }>('SELECT id FROM company')).map(({ id }) => id);
    expect(ids).toHaveLength(230);
    for (const { id } of known) expect(ids).toContain(id);
  });

  it('has a province, its cities, counties and departments, each with a head', async () => {
    const levels = await db.sql.rows<{ level: string; n: number }>(
      `SELECT level, count(*) AS n FROM unit WHERE code <> 'county-0101' AND head_id IS NOT NULL GROUP BY level ORDER BY level`,
    );
    expect(levels).toEqual([
      { level: 'CITY', n: 3 },
      { level: 'COUNTY', n: 8 },
      { level: 'DEPARTMENT', n: 12 },
      { level: 'PROVINCE', n: 1 },
    ]);
    const paths = await db.sql.rows('SELECT FROM unit u WHERE u.path[cardinality(u.path)] <> u.id');
    expect(paths).toEqual([]);
  });

  it('has somebody for every role, and two where a second person is asked for', async () => {
    const holders = await db.sql.rows<{ role: string; n: number }>(
      'SELECT role, count(DISTINCT account_id) AS n FROM role_assignment GROUP BY role',
    );
    const count = new Map(holders.map(({ role, n }) => [role, n]));
    for (const role of STAFF_ROLES) expect([role, count.get(role) ?? 0]).toEqual([role, expect.any(Number)]);
    expect(count.size).toBe(STAFF_ROLES.length);
    expect(count.get('ADMINISTRATOR')).toBeGreaterThanOrEqual(2);
    expect(count.get('COMPLIANCE_OFFICER')).toBeGreaterThanOrEqual(2);
  });

  it('gives companies codes that pass the check, all different', async () => {
    const codes = await db.sql.rows<{ code: string }>('SELECT credit_code AS code FROM company');
    expect(new Set(codes.map(({ code }) => code)).size).toBe(codes.length);
    for (const { code } of codes) expect(checkCreditCode(code)).toMatchObject({ kind: 'VALID', warnings: [] });
  });

  it('has channels of partners and of units, in every state', async () => {
    const states = await db.sql.rows<{ state: string }>(
      'SELECT DISTINCT state FROM channel WHERE company_id IS NOT NULL ORDER BY state',
    );
    expect(states.map(({ state }) => state)).toEqual(['ACTIVE', 'CLOSED', 'PREPARING', 'SUSPENDED']);
    const { n } = await db.sql.one<{ n: number }>(
      `SELECT count(*) AS n FROM channel WHERE owner_unit_id IS NOT NULL AND type_code LIKE 'OWN_HALL_%'`,
    );
    expect(n).toBe(12);
  });

  it('holds rules that every check of a publication passes', async () => {
    const rules = await db.sql.rows<{ kind: PolicyKind; key: string; body: unknown }>(
      'SELECT kind, key, body FROM policy_version ORDER BY kind, key',
    );
    const at = new Date();
    for (const { kind, key, body } of rules) {
      const { faults } = await checkPolicy({ tx: db.sql, key, at }, kind, body, 'production');
      expect({ kind, key, faults: faults.filter(isError) }).toEqual({ kind, key, faults: [] });
    }
    expect(rules.every(({ kind }) => kind !== 'ROUTE')).toBe(false);
  });

  it('lets everybody of its list of log-ins in', async () => {
    const text = await readFile(path.join(directory, 'demo-logins.json'), 'utf8');
    const logins = JSON.parse(text) as { role: string; login: string; password: string; name: string }[];
    const accounts = await db.sql.rows<{ login: string; hash: string }>(
      `SELECT login, password_hash AS hash FROM account WHERE state = 'ACTIVE' AND email_verified_at IS NOT NULL`,
    );
    expect(new Set(logins.map(({ login }) => login))).toEqual(new Set(accounts.map(({ login }) => login)));
    const hashes = new Set(accounts.map(({ hash }) => hash));
    for (const hash of hashes) expect(await verify(hash, logins[0]?.password ?? '')).toBe(true);
  });
});
