import type { Tx } from '../../persistence/tx.ts';

export interface Member {
  readonly accountId: string;
  readonly name: string;
  readonly email: string | null;
  readonly state: string;
  readonly roles: string[];
  readonly since: Date;
}

/** Members in the order of their accounts, from behind `after` on. */
export async function listMembers(
  sql: Tx,
  companyId: string,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<Member[]> {
  return sql.rows<{ [Column in keyof Member]: Member[Column] }>(
    `SELECT a.id AS "accountId", a.name, a.email, a.state, array_agg(m.role ORDER BY m.role) AS roles, min(m.valid_from) AS since
     FROM company_member m JOIN account a ON a.id = m.account_id
     WHERE m.company_id = $1 AND m.valid_from <= now() AND (m.valid_to IS NULL OR m.valid_to > now())
       AND ($2::uuid IS NULL OR a.id > $2)
     GROUP BY a.id ORDER BY a.id LIMIT $3`,
    [companyId, after ?? null, limit],
  );
}
