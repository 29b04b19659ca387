import type { Tx } from '../../persistence/tx.ts';

export type SecurityEventKind =
  'LOGIN' | 'LOGIN_FAILED' | 'LOGIN_LOCKED_OUT' | 'REAUTHENTICATED' | 'LOGOUT' | 'LOGOUT_EVERYWHERE' | 'PASSWORD_SET';

export interface SecurityEvent {
  readonly kind: SecurityEventKind;
  readonly accountId?: string | undefined;
  readonly loginHash?: string | undefined;
  readonly ip?: string | undefined;
}

/** Log-ins and what concerns them: a log, not an audit chain (architecture §4). */
export async function logSecurityEvent(tx: Tx, { kind, accountId, loginHash, ip }: SecurityEvent): Promise<void> {
  await tx.run(
    'INSERT INTO security_event (kind, account_id, login_hash, ip, at) VALUES ($1, $2, $3, $4, clock_timestamp())',
    [kind, accountId ?? null, loginHash ?? null, ip ?? null],
  );
}
