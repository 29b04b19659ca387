import type { Facts } from '../domain/refusal.ts';
import type { Tx } from '../persistence/tx.ts';

/** A mail that this sender alone may send until `leaseUntil`. */
export interface LeasedMessage {
  readonly id: string;
  readonly dedupeKey: string;
  readonly template: string;
  readonly templateVersionId: string;
  readonly params: Facts;
  readonly attempts: number;
  readonly leaseUntil: string;
  readonly isTooOld: boolean;
  readonly recipient: string;
  readonly locale: string;
  readonly address: string | null;
  /** Of the one-time token that the mail's link carries, if it has one. */
  readonly tokenPurpose: string | null;
  /** By which its reader may decide the task it is about. */
  readonly decisionLinkId: string | null;
}

/** Longer than the slowest send takes; a sender that died is replaced after it. */
const LEASE = '60 seconds';

/** A mail that no server took for so long is given up. */
const GIVE_UP_AFTER = '3 days';

/**
 * Takes up to `count` mails whose time has come. Another sender skips rows that are being taken, and finds taken ones only when
 * their lease is over. The instant of the lease is this sender's ticket: who comes back without it changes nothing.
 */
export async function leaseMessages(sql: Tx, count: number): Promise<LeasedMessage[]> {
  return sql.rows<LeasedMessage>(
    `WITH due AS (
       SELECT id FROM message WHERE channel = 'EMAIL' AND state IN ('PENDING', 'SENDING') AND next_try_at <= clock_timestamp()
       ORDER BY next_try_at LIMIT $1 FOR UPDATE SKIP LOCKED),
     leased AS (
       UPDATE message m SET state = 'SENDING', attempts = m.attempts + 1, lease_until = clock_timestamp() + interval '${LEASE}',
              next_try_at = clock_timestamp() + interval '${LEASE}'
       FROM due WHERE m.id = due.id RETURNING m.*)
     SELECT l.id, l.dedupe_key AS "dedupeKey", l.template, l.template_version_id AS "templateVersionId", l.params, l.attempts,
            l.lease_until::text AS "leaseUntil", l.created_at < clock_timestamp() - interval '${GIVE_UP_AFTER}' AS "isTooOld",
            coalesce(a.name, '') AS recipient, coalesce(a.locale, l.locale) AS locale,
            CASE WHEN a.id IS NULL THEN l.address WHEN a.state <> 'DISABLED' THEN a.email END AS address,
            t.purpose AS "tokenPurpose",
            (SELECT d.id FROM decision_link d WHERE d.task_id = (l.params ->> 'taskId')::uuid AND d.account_id = l.account_id
               AND d.used_at IS NULL AND d.expires_at > clock_timestamp()) AS "decisionLinkId"
     FROM leased l LEFT JOIN account a ON a.id = l.account_id
     LEFT JOIN email_token t ON t.id = (l.params ->> 'tokenId')::uuid`,
    [count],
  );
}

export async function markSent(
  sql: Tx,
  { id, leaseUntil }: LeasedMessage,
  sent: { readonly messageId: string; readonly subject: string; readonly address: string },
): Promise<void> {
  await sql.run(
    `UPDATE message SET state = 'SENT', sent_at = clock_timestamp(), message_id = $3, subject = $4, address = $5,
       lease_until = NULL, next_try_at = NULL, last_error = NULL
     WHERE id = $1 AND lease_until = $2::timestamptz`,
    [id, leaseUntil, sent.messageId, sent.subject, sent.address],
  );
}

export async function markFailed(sql: Tx, { id, leaseUntil }: LeasedMessage, error: string): Promise<void> {
  await sql.run(
    `UPDATE message SET state = 'FAILED', last_error = $3, lease_until = NULL, next_try_at = NULL
     WHERE id = $1 AND lease_until = $2::timestamptz`,
    [id, leaseUntil, error],
  );
}

/** `pauseSeconds` from now it is tried again. */
export async function postpone(
  sql: Tx,
  { id, leaseUntil }: LeasedMessage,
  error: string,
  pauseSeconds: number,
): Promise<void> {
  await sql.run(
    `UPDATE message SET state = 'PENDING', last_error = $3, lease_until = NULL,
       next_try_at = clock_timestamp() + make_interval(secs => $4)
     WHERE id = $1 AND lease_until = $2::timestamptz`,
    [id, leaseUntil, error, pauseSeconds],
  );
}
