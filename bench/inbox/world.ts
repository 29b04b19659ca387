import type pg from 'pg';
import { STAFF_ROLES } from '../../src/domain/access/roles.ts';

/** Who decides; administrators and auditors hold no tasks. */
const ROLES = STAFF_ROLES.filter((role) => role !== 'ADMINISTRATOR' && role !== 'AUDITOR');
const USERS = 1000;

export const LEVELS = ['COUNTY', 'CITY', 'PROVINCE'] as const;
export type Level = (typeof LEVELS)[number];

/** Somebody of the bench, and the (role, unit) pairs by which tasks are offered to them. */
export interface BenchUser {
  readonly login: string;
  readonly accountId: string;
  readonly level: Level;
  readonly roles: readonly string[];
  readonly units: readonly string[];
}

/**
 * 1,000 people over the whole organisation, two or three pairs of role and unit each: 70 % in counties, 25 % in cities, 5 % in the province. The
 * k-th role is held by a share of 1/k of them.
 */
export async function makeUsers(client: pg.Client): Promise<void> {
  await client.query(
    `INSERT INTO account (kind, login, email, name, password_hash)
     SELECT 'STAFF', 'bench.' || n, 'bench.' || n || '@example.com', '压测' || n, (SELECT password_hash FROM account WHERE login = 'leader.province')
     FROM generate_series(1, ${USERS}) n ON CONFLICT DO NOTHING`,
  );
  await client.query(
    `INSERT INTO role_assignment (account_id, role, unit_id, valid_from)
     SELECT a.id, w.roles[1 + width_bucket(${share('n * 7 + pair', 1)}, w.bounds)],
       ${pick(`CASE WHEN n % 20 = 0 THEN w.provinces WHEN n % 4 = 1 THEN w.cities ELSE w.counties END`, share('n * 7 + pair', 2))}, now() - interval '1 day'
     FROM bench_world w, generate_series(1, ${USERS}) n JOIN account a ON a.login = 'bench.' || n, generate_series(1, 2 + n % 2) pair
     ON CONFLICT DO NOTHING`,
  );
}

/** One row: all that rows of tasks choose from. */
export async function makeWorld(client: pg.Client): Promise<void> {
  const whole = ROLES.reduce((sum, _, k) => sum + 1 / (k + 1), 0);
  const bounds = ROLES.slice(0, -1).map(
    (_, last) => ROLES.slice(0, last + 1).reduce((sum, __, k) => sum + 1 / (k + 1), 0) / whole,
  );
  await client.query('DROP TABLE IF EXISTS bench_world');
  await client.query(
    `CREATE TABLE bench_world AS SELECT $1::text[] AS roles, $2::float8[] AS bounds,
       (SELECT array_agg(id ORDER BY code) FROM unit WHERE level = 'COUNTY') AS counties,
       (SELECT array_agg(id ORDER BY code) FROM unit WHERE level = 'CITY') AS cities,
       (SELECT array_agg(id ORDER BY code) FROM unit WHERE level = 'PROVINCE') AS provinces,
       (SELECT array_agg(id ORDER BY id) FROM company) AS companies, NULL::uuid[] AS people`,
    [ROLES, bounds],
  );
  await makeUsers(client);
  await client.query(
    `UPDATE bench_world SET people = (SELECT array_agg(id ORDER BY id) FROM account WHERE login LIKE 'bench.%')`,
  );
}

/** A number from 0 to below 1 that belongs to `n`, as SQL; another salt gives another one. */
export function share(n: string, salt: number): string {
  return `((hashint8extended((${n})::bigint, ${salt}) & 1048575)::float8 / 1048576)`;
}

/** One of an array by a share, as SQL. */
export function pick(array: string, by: string): string {
  return `(${array})[1 + floor(${by} * cardinality(${array}))::int]`;
}

/** So many people of each level, evenly out of all. */
export async function usersOf(client: pg.Client, level: Level, count: number): Promise<BenchUser[]> {
  const { rows } = await client.query<BenchUser>(
    `SELECT a.login, a.id AS "accountId", $1 AS level, array_agg(r.role) AS roles, array_agg(r.unit_id) AS units
     FROM account a JOIN role_assignment r ON r.account_id = a.id
     WHERE a.login LIKE 'bench.%' GROUP BY a.id HAVING every((SELECT level FROM unit u WHERE u.id = r.unit_id) = $1)
     ORDER BY hashtext(a.login) LIMIT $2`,
    [level, count],
  );
  return rows;
}
