import type { Tx } from '../../persistence/tx.ts';

export type SecurityEventKind =
  | 'LOGIN'
  /** A password whose answer is not known: it is being tried, or whoever tried it was cut off. */
  | 'LOGIN_TRIED'
  | 'LOGIN_FAILED'
  | 'LOGIN_LOCKED_OUT'
  | 'REAUTHENTICATED'
  | 'LOGOUT'
  | 'LOGOUT_EVERYWHERE'
  | 'PASSWORD_SET';

export interface SecurityEvent {
  readonly kind: SecurityEventKind;
  readonly accountId?: string | undefined;
  readonly loginHash?: string | undefined;
  readonly ip?: string | undefined;
}

/** Log-ins and what concerns them: a log, not an audit chain (architecture §4). Gives the event's id. */
export async function logSecurityEvent(tx: Tx, { kind, accountId, loginHash, ip }: SecurityEvent): Promise<string> {
  const { id } = await tx.one<{ id: string }>(
    'INSERT INTO security_event (kind, account_id, login_hash, ip, at) VALUES ($1, $2, $3, $4, clock_timestamp()) RETURNING id',
    [kind, accountId ?? null, loginHash ?? null, ip ?? null],
  );
  return id;
}

/** What a tried password turned out to be. */
export async function settleSecurityEvent(sql: Tx, eventId: string, kind: SecurityEventKind): Promise<void> {
  await sql.run(`UPDATE security_event SET kind = $2 WHERE id = $1 AND kind = 'LOGIN_TRIED'`, [eventId, kind]);
}
