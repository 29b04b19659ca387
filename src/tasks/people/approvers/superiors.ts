import type { Tx } from '../../../persistence/tx.ts';
import type { CaseSnapshot } from '../../snapshot.ts';

/**
 * The active heads above a person, each once and with the nearest unit's rank: head_id, rank from 1. Begins with the unit of the person's
 * first role; whoever has none, as an applicant, belongs to the case's unit.
 */
export const HEADS_ABOVE = (account: string, casePath: string): string => `
  SELECT above.head_id, row_number() OVER (ORDER BY above.depth DESC)::int AS rank FROM (
    SELECT u.head_id, max(cardinality(u.path)) AS depth FROM unit u JOIN account h ON h.id = u.head_id AND h.state = 'ACTIVE'
    WHERE u.head_id <> ${account} AND u.id = ANY (coalesce((
      SELECT own.path FROM role_assignment r JOIN unit own ON own.id = r.unit_id WHERE r.account_id = ${account}
        AND r.valid_from <= now() AND (r.valid_to IS NULL OR r.valid_to > now()) ORDER BY r.valid_from, r.id LIMIT 1), ${casePath}))
    GROUP BY u.head_id) above`;

const SUPERIORS = `SELECT a.id, h.head_id AS "headId" FROM unnest($1::uuid[]) AS a(id)
  CROSS JOIN LATERAL (${HEADS_ABOVE('a.id', '$2::uuid[]')}) h ORDER BY a.id, h.rank`;

/** The active heads above each of these people, the nearest first. */
export async function superiorsOf(
  tx: Tx,
  { unitPath }: Pick<CaseSnapshot, 'unitPath'>,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const heads = new Map<string, string[]>(accountIds.map((id) => [id, []]));
  if (accountIds.length === 0) return heads;
  for (const { id, headId } of await tx.rows<{ id: string; headId: string }>(SUPERIORS, [accountIds, unitPath])) {
    heads.get(id)?.push(headId);
  }
  return heads;
}
