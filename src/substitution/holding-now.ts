import type { Substitution } from '../domain/substitution/chains.ts';
import type { Tx } from '../persistence/tx.ts';
import { currentPolicy } from '../policies/current.ts';

/** Of a substitution `s`: it holds now, and whom it stands in for is there. Read by the clock of the statement, which runs after the locks. */
const HOLDS = `s.revoked_at IS NULL AND s.valid_from <= statement_timestamp() AND s.valid_to > statement_timestamp()
  AND EXISTS (SELECT FROM account p WHERE p.id = s.principal_id AND p.state = 'ACTIVE')`;

/** Whether this account stands in for anybody now, as SQL. */
export const standsIn = (account: string): string =>
  `EXISTS (SELECT FROM substitution s WHERE s.substitute_id = ${account} AND ${HOLDS})`;

export const SUBSTITUTION_COLUMNS = `s.id, s.principal_id AS "principalId", s.substitute_id AS "substituteId", s.processes, s.unit_ids AS "unitIds",
  s.amount_from::float8 AS "amountFrom", s.amount_below::float8 AS "amountBelow"`;

/** Each row once, so that it ends whatever the substitutions say; the oldest first. */
const reached = (end: string, next: string): string => `WITH RECURSIVE reached AS (
    SELECT s.* FROM substitution s WHERE s.${end} = ANY ($1) AND ${HOLDS}
    UNION
    SELECT s.* FROM reached r JOIN substitution s ON s.${end} = r.${next} WHERE ${HOLDS})
  SELECT ${SUBSTITUTION_COLUMNS} FROM reached s ORDER BY s.id`;

const ABOVE = reached('substitute_id', 'principal_id');
const BELOW = reached('principal_id', 'substitute_id');

type Row = Substitution & Record<string, unknown>;

/** Everything that could let these people stand in for somebody now. For most it is one look into an index. */
export function substitutionsAbove(sql: Tx, substituteIds: readonly string[]): Promise<readonly Substitution[]> {
  return sql.rows<Row>(ABOVE, [substituteIds]);
}

/** Everything that could let somebody stand in for these people now. */
export function substitutionsBelow(sql: Tx, principalIds: readonly string[]): Promise<readonly Substitution[]> {
  return sql.rows<Row>(BELOW, [principalIds]);
}

/** Over how many substitutions a task may travel now. */
export async function mostLinksNow(sql: Tx): Promise<number> {
  const { now } = await sql.one<{ now: Date }>('SELECT statement_timestamp() AS now');
  return (await currentPolicy(sql, 'PROCESS_POLICY', 'SUBSTITUTION', now)).body.mostLinks;
}
