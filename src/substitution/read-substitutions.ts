import type { Tx } from '../persistence/tx.ts';
import { Where } from '../persistence/where.ts';

export interface SubstitutionView {
  readonly id: string;
  readonly principal: Named;
  readonly substitute: Named;
  readonly state: 'PLANNED' | 'RUNNING' | 'ENDED' | 'REVOKED';
  readonly from: Date;
  readonly to: Date;
  readonly processes: readonly string[] | null;
  readonly units: readonly { readonly id: string; readonly nameZh: string; readonly nameEn: string }[] | null;
  readonly amountFrom: number | null;
  readonly amountBelow: number | null;
  readonly reason: string;
  readonly createdBy: Named;
  readonly createdAt: Date;
  readonly revokedBy: Named | null;
  readonly revokedAt: Date | null;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface SubstitutionSearch {
  /** Where this person is principal, substitute, or either. */
  readonly person?: { readonly id: string; readonly side: 'PRINCIPAL' | 'SUBSTITUTE' | 'EITHER' } | undefined;
  /** Whose principal holds a role in this unit or below it. */
  readonly unitId?: string | undefined;
  readonly id?: string | undefined;
  /** Neither ended nor revoked. */
  readonly standing?: boolean | undefined;
  readonly before?: string | undefined;
  readonly limit: number;
}

const person = (id: string): string =>
  `(SELECT jsonb_build_object('id', a.id, 'name', a.name) FROM account a WHERE a.id = ${id})`;

const COLUMNS = `s.id, ${person('s.principal_id')} AS principal, ${person('s.substitute_id')} AS substitute, s.valid_from AS "from", s.valid_to AS "to",
  CASE WHEN s.revoked_at IS NOT NULL THEN 'REVOKED' WHEN s.valid_to <= now() THEN 'ENDED' WHEN s.valid_from > now() THEN 'PLANNED' ELSE 'RUNNING' END AS state,
  s.processes, CASE WHEN s.unit_ids IS NOT NULL THEN (
    SELECT jsonb_agg(jsonb_build_object('id', u.id, 'nameZh', u.name_zh, 'nameEn', u.name_en) ORDER BY u.code) FROM unit u WHERE u.id = ANY (s.unit_ids)) END AS units,
  s.amount_from::float8 AS "amountFrom", s.amount_below::float8 AS "amountBelow", s.reason, ${person('s.created_by')} AS "createdBy",
  s.created_at AS "createdAt", ${person('s.revoked_by')} AS "revokedBy", s.revoked_at AS "revokedAt"`;

/** Newest first. */
export function listSubstitutions(sql: Tx, search: SubstitutionSearch): Promise<SubstitutionView[]> {
  const where = conditionsOf(search);
  return sql.rows<SubstitutionView & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM substitution s WHERE ${where.condition} ORDER BY s.id DESC LIMIT ${where.bind(search.limit)}`,
    where.values,
  );
}

export async function findSubstitution(sql: Tx, id: string): Promise<SubstitutionView | undefined> {
  return (await listSubstitutions(sql, { id, limit: 1 }))[0];
}

function conditionsOf({ person: who, unitId, id, standing, before }: SubstitutionSearch): Where {
  const where = new Where();
  if (who !== undefined) {
    if (who.side === 'PRINCIPAL') where.add(where.sql`s.principal_id = ${who.id}::uuid`);
    else if (who.side === 'SUBSTITUTE') where.add(where.sql`s.substitute_id = ${who.id}::uuid`);
    else where.add(where.sql`(s.principal_id = ${who.id}::uuid OR s.substitute_id = ${who.id}::uuid)`);
  }
  if (unitId !== undefined) {
    where.add(
      where.sql`EXISTS (SELECT FROM role_assignment r JOIN unit u ON u.id = r.unit_id WHERE r.account_id = s.principal_id
        AND u.path @> ARRAY[${unitId}::uuid] AND (r.valid_to IS NULL OR r.valid_to > now()))`,
    );
  }
  if (id !== undefined) where.add(where.sql`s.id = ${id}::uuid`);
  if (standing === true) where.add('s.revoked_at IS NULL AND s.valid_to > now()');
  if (before !== undefined) where.add(where.sql`s.id < ${before}::uuid`);
  return where;
}
