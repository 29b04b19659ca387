import type { Tx } from '../persistence/tx.ts';

/** How far a rule has come, for whoever published it. */
export interface Progress {
  readonly publicationId: string;
  readonly recipients: number;
  readonly told: number;
  readonly read: number;
  readonly acknowledged: number;
}

export function readProgress(sql: Tx, publicationId: string): Promise<Progress> {
  return sql.one<{ [Name in keyof Progress]: Progress[Name] }>(
    `SELECT $1::uuid AS "publicationId", count(*)::int AS recipients, count(told_at)::int AS told, count(read_at)::int AS read,
       count(acknowledged_at)::int AS acknowledged
     FROM publication_receipt WHERE publication_id = $1`,
    [publicationId],
  );
}

export const RECEIPT_STATES = ['ALL', 'UNREAD', 'READ', 'UNACKNOWLEDGED', 'ACKNOWLEDGED'] as const;

export interface ReceiptLine {
  readonly accountId: string;
  readonly name: string;
  readonly companyName: string | null;
  readonly toldAt: Date | null;
  readonly readAt: Date | null;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedVersion: number | null;
  readonly reminders: number;
}

/** Who has, and who has not; by account. */
export function listReceipts(
  sql: Tx,
  publicationId: string,
  { state, after, limit }: { state: (typeof RECEIPT_STATES)[number]; after: string | null; limit: number },
): Promise<ReceiptLine[]> {
  return sql.rows<{ [Name in keyof ReceiptLine]: ReceiptLine[Name] }>(
    `SELECT r.account_id AS "accountId", a.name, (SELECT c.name FROM company_member m JOIN company c ON c.id = m.company_id
         WHERE m.account_id = a.id AND m.valid_from <= now() AND (m.valid_to IS NULL OR m.valid_to > now()) ORDER BY c.id LIMIT 1) AS "companyName",
       r.told_at AS "toldAt", r.read_at AS "readAt", r.acknowledged_at AS "acknowledgedAt", r.acknowledged_version AS "acknowledgedVersion", r.reminders
     FROM publication_receipt r JOIN account a ON a.id = r.account_id
     WHERE r.publication_id = $1 AND ($2::uuid IS NULL OR r.account_id > $2)
       AND CASE $3 WHEN 'UNREAD' THEN r.read_at IS NULL WHEN 'READ' THEN r.read_at IS NOT NULL WHEN 'UNACKNOWLEDGED' THEN r.acknowledged_at IS NULL
         WHEN 'ACKNOWLEDGED' THEN r.acknowledged_at IS NOT NULL ELSE true END
     ORDER BY r.account_id LIMIT $4`,
    [publicationId, after, state, limit],
  );
}
