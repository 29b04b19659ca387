import type { Act } from '../acts/act.ts';
import { renderMessage } from '../domain/messages/render-message.ts';
import { Refusal, type Facts } from '../domain/refusal.ts';
import { rootUnitId } from '../organisation/root-unit.ts';
import type { Tx } from '../persistence/tx.ts';
import { policyById } from '../policies/current.ts';
import { linkInApp } from './links.ts';

export interface InAppMessage {
  readonly id: string;
  readonly template: string;
  readonly caseId: string | null;
  readonly subject: string;
  readonly text: string;
  readonly link: string;
  readonly createdAt: string;
  readonly readAt: string | null;
}

interface Row {
  id: string;
  template: string;
  templateVersionId: string;
  caseId: string | null;
  params: Facts;
  recipient: string;
  createdAt: Date;
  readAt: Date | null;
}

export interface InboxPage {
  readonly accountId: string;
  readonly unreadOnly: boolean;
  /** The last one already shown. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** One more than asked for, newest first, each in the reader's language of now. */
export async function listInAppMessages(
  sql: Tx,
  { accountId, unreadOnly, after, limit }: InboxPage,
  reader: { readonly locale: string; readonly publicUrl: string },
): Promise<InAppMessage[]> {
  const rows = await sql.rows<Row>(
    `SELECT m.id, m.template, m.template_version_id AS "templateVersionId", m.case_id AS "caseId", m.params, a.name AS recipient,
       m.created_at AS "createdAt", m.read_at AS "readAt"
     FROM message m JOIN account a ON a.id = m.account_id
     WHERE m.channel = 'IN_APP' AND m.account_id = $1 AND ($2::uuid IS NULL OR m.id < $2) AND (NOT $3 OR m.read_at IS NULL)
     ORDER BY m.id DESC LIMIT $4`,
    [accountId, after ?? null, unreadOnly, limit + 1],
  );
  const messages: InAppMessage[] = [];
  for (const row of rows) messages.push(await show(sql, row, reader));
  return messages;
}

async function show(sql: Tx, row: Row, reader: { locale: string; publicUrl: string }): Promise<InAppMessage> {
  const { params, recipient } = row;
  const { body } = await policyById(sql, 'MESSAGE_TEMPLATE', row.templateVersionId);
  const link = linkInApp(reader.publicUrl, params);
  return {
    id: row.id,
    template: row.template,
    caseId: row.caseId,
    ...render(() => renderMessage(body, { locale: reader.locale, recipient, params, link })),
    link,
    createdAt: row.createdAt.toISOString(),
    readAt: row.readAt?.toISOString() ?? null,
  };
}

/** One broken template must not take the whole list away. */
function render(attempt: () => { subject: string; text: string }): { subject: string; text: string } {
  try {
    const { subject, text } = attempt();
    return { subject, text };
  } catch {
    return { subject: '', text: '' };
  }
}

/** Badges count no further. */
const MOST = 1000;

export async function countUnread(sql: Tx, accountId: string): Promise<number> {
  const { n } = await sql.one<{ n: number }>(
    `SELECT count(*) AS n FROM (
       SELECT FROM message WHERE channel = 'IN_APP' AND account_id = $1 AND read_at IS NULL LIMIT ${MOST}) AS unread`,
    [accountId],
  );
  return n;
}

/** @throws Refusal NOT_FOUND for somebody else's message, too. */
export async function findOwnMessage(sql: Tx, accountId: string, messageId: string): Promise<void> {
  const found = await sql.maybe(`SELECT FROM message WHERE id = $1 AND account_id = $2 AND channel = 'IN_APP'`, [
    messageId,
    accountId,
  ]);
  if (found === undefined) throw new Refusal('NOT_FOUND');
}

/** That somebody was told is proven by when they read it (ADM-06). The first reading counts. */
export async function markRead(act: Act, messageId: string): Promise<Facts> {
  const read = await act.tx.maybe<{ caseId: string | null; template: string }>(
    `UPDATE message SET read_at = $2 WHERE id = $1 AND read_at IS NULL RETURNING case_id AS "caseId", template`,
    [messageId, act.now],
  );
  if (read !== undefined) {
    const note = { action: 'MESSAGE_READ', subject: `message:${messageId}`, after: { template: read.template } };
    if (read.caseId === null) act.audit({ ...note, unitId: await rootUnitId(act.tx) });
    else act.audit({ ...note, caseId: read.caseId });
  }
  return { messageId };
}
