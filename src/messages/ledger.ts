import type { Act } from '../acts/act.ts';
import { maskEmail } from '../domain/identity/masking.ts';
import { Refusal, type Facts } from '../domain/refusal.ts';
import { rootUnitId } from '../organisation/root-unit.ts';
import type { Tx } from '../persistence/tx.ts';

export const MESSAGE_STATES = ['PENDING', 'SENDING', 'SENT', 'FAILED', 'READY'] as const;
type MessageState = (typeof MESSAGE_STATES)[number];

export interface LedgerSearch {
  readonly state?: MessageState | undefined;
  readonly channel?: 'EMAIL' | 'IN_APP' | undefined;
  readonly template?: string | undefined;
  readonly caseId?: string | undefined;
  readonly accountId?: string | undefined;
  readonly id?: string | undefined;
  /** The last one already shown. */
  readonly after: string | undefined;
  readonly limit: number;
}

export interface LedgerRow {
  readonly id: string;
  readonly channel: string;
  readonly accountId: string | null;
  /** Masked; where it went, or will go. */
  readonly address: string | null;
  readonly locale: string;
  readonly template: string;
  readonly caseId: string | null;
  readonly caseNumber: string | null;
  readonly state: MessageState;
  readonly attempts: number;
  /** `Message-ID` of the mail. */
  readonly mailMessageId: string | null;
  readonly lastError: string | null;
  readonly createdAt: Date;
  readonly nextTryAt: Date | null;
  readonly sentAt: Date | null;
  readonly readAt: Date | null;
}

/** One more than asked for, newest first. Subjects and texts stay closed: they may speak of people. */
export async function searchLedger(sql: Tx, search: LedgerSearch): Promise<LedgerRow[]> {
  const rows = await sql.rows<LedgerRow>(
    `SELECT m.id, m.channel, m.account_id AS "accountId", CASE m.channel WHEN 'EMAIL' THEN coalesce(m.address, a.email) END AS address,
       m.locale, m.template, m.case_id AS "caseId", c.number AS "caseNumber", m.state, m.attempts, m.message_id AS "mailMessageId",
       m.last_error AS "lastError", m.created_at AS "createdAt", m.next_try_at AS "nextTryAt", m.sent_at AS "sentAt", m.read_at AS "readAt"
     FROM message m LEFT JOIN account a ON a.id = m.account_id LEFT JOIN "case" c ON c.id = m.case_id
     WHERE ($1::text IS NULL OR m.state = $1) AND ($2::text IS NULL OR m.channel = $2) AND ($3::text IS NULL OR m.template = $3)
       AND ($4::uuid IS NULL OR m.case_id = $4) AND ($5::uuid IS NULL OR m.account_id = $5) AND ($6::uuid IS NULL OR m.id = $6)
       AND ($7::uuid IS NULL OR m.id < $7)
     ORDER BY m.id DESC LIMIT $8`,
    [
      search.state ?? null,
      search.channel ?? null,
      search.template ?? null,
      search.caseId ?? null,
      search.accountId ?? null,
      search.id ?? null,
      search.after ?? null,
      search.limit + 1,
    ],
  );
  return rows.map((row) => ({ ...row, address: row.address === null ? null : maskEmail(row.address) }));
}

/** @throws Refusal NOT_FOUND */
export async function readLedger(sql: Tx, messageId: string): Promise<LedgerRow> {
  const [row] = await searchLedger(sql, { id: messageId, after: undefined, limit: 1 });
  if (row === undefined) throw new Refusal('NOT_FOUND');
  return row;
}

/**
 * Sends a mail once more, to the address the person has now, as a row of its own under the newest version of its template: the
 * failed one may have failed because of the old. @throws Refusal MESSAGE_STATE while the first is still on its way.
 */
export async function resendMessage(act: Act, messageId: string): Promise<Facts> {
  const { tx, now } = act;
  const message = await tx.one<{ state: MessageState; channel: string; dedupeKey: string; caseId: string | null }>(
    `SELECT state, channel, dedupe_key AS "dedupeKey", case_id AS "caseId" FROM message WHERE id = $1 FOR UPDATE`,
    [messageId],
  );
  const { state, channel, caseId } = message;
  if (channel !== 'EMAIL' || (state !== 'SENT' && state !== 'FAILED')) throw new Refusal('MESSAGE_STATE', { state });
  const { id } = await tx.one<{ id: string }>(
    `INSERT INTO message (dedupe_key, channel, account_id, address, locale, template, template_version_id, params, case_id, mutable,
       state, next_try_at, created_at)
     SELECT m.dedupe_key || ':resend:' || (SELECT count(*) + 1 FROM message r WHERE starts_with(r.dedupe_key, m.dedupe_key || ':resend:')),
       m.channel, m.account_id, m.address, m.locale, m.template,
       coalesce((SELECT p.id FROM policy_version p WHERE p.kind = 'MESSAGE_TEMPLATE' AND p.key = m.template AND p.state = 'PUBLISHED'
         AND p.valid_from <= $2 ORDER BY p.version DESC LIMIT 1), m.template_version_id),
       m.params, m.case_id, m.mutable, 'PENDING', $2, $2
     FROM message m WHERE m.id = $1 RETURNING id`,
    [messageId, now],
  );
  const note = {
    action: 'MESSAGE_RESENT',
    subject: `message:${messageId}`,
    before: { state },
    after: { messageId: id },
  };
  if (caseId === null) act.audit({ ...note, unitId: await rootUnitId(tx) });
  else act.audit({ ...note, caseId });
  return { messageId: id, state: 'PENDING' };
}
