import { randomBytes } from 'node:crypto';
import type { Act } from '../../acts/act.ts';
import type { ServiceScope } from '../../domain/access/roles.ts';
import { Refusal } from '../../domain/refusal.ts';
import { rootUnitId } from '../../organisation/root-unit.ts';
import { hashToken } from './token.ts';

export interface NewServiceAccount {
  readonly login: string;
  readonly name: string;
}

/** @throws Refusal LOGIN_TAKEN */
export async function createServiceAccount(
  act: Act,
  { login, name }: NewServiceAccount,
): Promise<{ accountId: string }> {
  const account = await act.tx.maybe<{ id: string }>(
    `INSERT INTO account (kind, login, name, state, created_at) VALUES ('SERVICE', $1, $2, 'ACTIVE', $3)
     ON CONFLICT (login) DO NOTHING RETURNING id`,
    [login, name, act.now],
  );
  if (account === undefined) throw new Refusal('LOGIN_TAKEN');
  await record(act, 'SERVICE_ACCOUNT_CREATED', account.id, { login });
  return { accountId: account.id };
}

export interface NewToken {
  readonly accountId: string;
  readonly name: string;
  readonly scopes: readonly ServiceScope[];
  readonly expiresAt: Date | undefined;
  /** Made by `newToken`; only its hash is kept. */
  readonly token: string;
}

export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** @throws Refusal NOT_FOUND, ACCOUNT_DISABLED, INVALID */
export async function issueToken(act: Act, token: NewToken): Promise<{ tokenId: string }> {
  const { accountId, name, scopes, expiresAt } = token;
  const { state } = await lockServiceAccount(act, accountId);
  if (state !== 'ACTIVE') throw new Refusal('ACCOUNT_DISABLED');
  if (expiresAt !== undefined && expiresAt <= act.now) {
    throw new Refusal('INVALID', { issues: [{ path: 'expiresAt', code: 'CUSTOM', rule: 'IN_THE_PAST' }] });
  }
  const { id } = await act.tx.one<{ id: string }>(
    `INSERT INTO api_token (account_id, name, token_hash, scopes, expires_at, created_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
    [accountId, name, hashToken(token.token), scopes, expiresAt ?? null, act.now],
  );
  await record(act, 'TOKEN_ISSUED', accountId, { tokenId: id, scopes, expiresAt: expiresAt?.toISOString() ?? null });
  return { tokenId: id };
}

/** The token stops working with this act. @throws Refusal NOT_FOUND, WRONG_STATE */
export async function revokeToken(act: Act, accountId: string, tokenId: string): Promise<{ tokenId: string }> {
  const token = await act.tx.maybe<{ revokedAt: Date | null }>(
    'SELECT revoked_at AS "revokedAt" FROM api_token WHERE id = $1 AND account_id = $2 FOR NO KEY UPDATE',
    [tokenId, accountId],
  );
  if (token === undefined) throw new Refusal('NOT_FOUND');
  if (token.revokedAt !== null) throw new Refusal('WRONG_STATE', { state: 'REVOKED' });
  await act.tx.run('UPDATE api_token SET revoked_at = $2 WHERE id = $1', [tokenId, act.now]);
  await record(act, 'TOKEN_REVOKED', accountId, { tokenId });
  return { tokenId };
}

async function lockServiceAccount({ tx }: Act, accountId: string): Promise<{ state: string }> {
  const account = await tx.maybe<{ state: string }>(
    `SELECT state FROM account WHERE id = $1 AND kind = 'SERVICE' FOR NO KEY UPDATE`,
    [accountId],
  );
  if (account === undefined) throw new Refusal('NOT_FOUND');
  return account;
}

async function record(act: Act, action: string, accountId: string, after: Parameters<Act['audit']>[0]['after']) {
  act.audit({ action, unitId: await rootUnitId(act.tx), subject: `account:${accountId}`, after });
}
