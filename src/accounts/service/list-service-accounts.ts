import type { Tx } from '../../persistence/tx.ts';

export interface TokenView {
  readonly tokenId: string;
  readonly name: string;
  readonly scopes: string[];
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
}

export interface ServiceAccountView {
  readonly accountId: string;
  readonly login: string;
  readonly name: string;
  readonly state: string;
  readonly tokens: TokenView[];
}

const instant = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** In the order of their log-in names; tokens newest first, and never the tokens themselves. */
export async function listServiceAccounts(
  sql: Tx,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<ServiceAccountView[]> {
  return sql.rows<{ [Column in keyof ServiceAccountView]: ServiceAccountView[Column] }>(
    `SELECT a.id AS "accountId", a.login, a.name, a.state, coalesce((
       SELECT jsonb_agg(jsonb_build_object('tokenId', t.id, 'name', t.name, 'scopes', t.scopes, 'createdAt', ${instant('t.created_at')},
         'expiresAt', ${instant('t.expires_at')}, 'revokedAt', ${instant('t.revoked_at')}, 'lastUsedAt', ${instant('t.last_used_at')})
         ORDER BY t.id DESC) FROM api_token t WHERE t.account_id = a.id), '[]') AS tokens
     FROM account a WHERE a.kind = 'SERVICE' AND ($1::text IS NULL OR a.login > $1) ORDER BY a.login LIMIT $2`,
    [after ?? null, limit],
  );
}
