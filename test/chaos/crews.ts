import type { Tx } from '../../src/persistence/tx.ts';
import { STAFF } from '../histories/rows-picture.ts';

/** The logins of those who take part in one history at a time, in the order of their numbers. */
export type Crew = readonly string[];

/** As many people as live histories at once: who is away, or leaves, is so in one of them only. They are what those of the test office are. */
export async function hireCrews(sql: Tx, count: number): Promise<Crew[]> {
  const crews = Array.from({ length: count }, (_, lane) => STAFF.map((login) => nameIn(lane, login)));
  for (const lane of crews.keys()) await sql.run(HIRE, [`lane${lane}.`, STAFF]);
  return crews;
}

function nameIn(lane: number, login: string): string {
  return `lane${lane}.${login}`;
}

const HIRE = `WITH known AS (SELECT * FROM account WHERE login = ANY ($2)),
  hired AS (
    INSERT INTO account (kind, login, email, email_verified_at, name, locale, password_hash, state)
    SELECT kind, $1 || login, $1 || email, email_verified_at, name, locale, password_hash, state FROM known RETURNING id, login)
  INSERT INTO role_assignment (account_id, role, unit_id, level, post)
  SELECT h.id, r.role, r.unit_id, r.level, r.post FROM hired h JOIN known k ON h.login = $1 || k.login JOIN role_assignment r ON r.account_id = k.id`;
