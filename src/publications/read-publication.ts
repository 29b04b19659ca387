import type { Tx } from '../persistence/tx.ts';

/** A rule or notice, and what this person has made of it. */
export interface PublicationView {
  readonly id: string;
  readonly caseId: string;
  readonly code: string | null;
  readonly version: number;
  readonly title: string;
  readonly body: string;
  readonly acknowledge: boolean;
  readonly publishedAt: Date;
  /** A later version of the same rule is out. */
  readonly superseded: boolean;
  readonly files: readonly { readonly id: string; readonly name: string; readonly size: number }[];
  /** Null for whoever is not of its audience. */
  readonly receipt: { readonly readAt: string | null; readonly acknowledgedAt: string | null } | null;
}

/** A code is its unit's own: what another unit publishes under the same one replaces nothing. */
export const SUPERSEDED = `EXISTS (SELECT FROM publication n WHERE n.unit_id = p.unit_id AND n.code = p.code AND n.version > p.version)`;

export function findPublication(sql: Tx, id: string, accountId: string): Promise<PublicationView | undefined> {
  return sql.maybe<{ [Name in keyof PublicationView]: PublicationView[Name] }>(
    `SELECT p.id, p.case_id AS "caseId", p.code, p.version, p.title, p.body, p.acknowledge, p.published_at AS "publishedAt", ${SUPERSEDED} AS superseded,
       coalesce((SELECT jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'size', f.size) ORDER BY array_position(p.file_ids, f.id))
         FROM stored_file f WHERE f.id = ANY (p.file_ids)), '[]') AS files,
       CASE WHEN r.account_id IS NOT NULL THEN jsonb_build_object('readAt', r.read_at, 'acknowledgedAt', r.acknowledged_at) END AS receipt
     FROM publication p LEFT JOIN publication_receipt r ON r.publication_id = p.id AND r.account_id = $2 WHERE p.id = $1`,
    [id, accountId],
  );
}

/** Opening it is the receipt (NTF-04); the first time counts. */
export async function noteOpened(sql: Tx, id: string, accountId: string): Promise<void> {
  await sql.run(
    'UPDATE publication_receipt SET read_at = clock_timestamp() WHERE publication_id = $1 AND account_id = $2 AND read_at IS NULL',
    [id, accountId],
  );
}

/** Files that came to this person with a rule or notice. */
export async function mayReadPublished(sql: Tx, fileId: string, accountId: string): Promise<boolean> {
  const { may } = await sql.one<{ may: boolean }>(
    `SELECT EXISTS (SELECT FROM stored_file f JOIN publication p ON p.case_id = f.case_id AND f.id = ANY (p.file_ids)
       JOIN publication_receipt r ON r.publication_id = p.id AND r.account_id = $2 WHERE f.id = $1) AS may`,
    [fileId, accountId],
  );
  return may;
}

export interface PublicationLine {
  readonly id: string;
  readonly code: string | null;
  readonly version: number;
  readonly title: string;
  readonly acknowledge: boolean;
  readonly publishedAt: Date;
  readonly superseded: boolean;
  readonly readAt: Date | null;
  readonly acknowledgedAt: Date | null;
}

export const OWN_STATES = ['ALL', 'UNREAD', 'UNACKNOWLEDGED'] as const;

/** What came to this person, newest first. UNACKNOWLEDGED: what they still have to acknowledge, in the version that is in force. */
export function listOwn(
  sql: Tx,
  accountId: string,
  { state, before, limit }: { state: (typeof OWN_STATES)[number]; before: string | null; limit: number },
): Promise<PublicationLine[]> {
  return sql.rows<{ [Name in keyof PublicationLine]: PublicationLine[Name] }>(
    `SELECT p.id, p.code, p.version, p.title, p.acknowledge, p.published_at AS "publishedAt", ${SUPERSEDED} AS superseded, r.read_at AS "readAt",
       r.acknowledged_at AS "acknowledgedAt"
     FROM publication_receipt r JOIN publication p ON p.id = r.publication_id
     WHERE r.account_id = $1 AND ($2::uuid IS NULL OR r.publication_id < $2)
       AND CASE $3 WHEN 'UNREAD' THEN r.read_at IS NULL WHEN 'UNACKNOWLEDGED' THEN p.acknowledge AND r.acknowledged_at IS NULL AND NOT ${SUPERSEDED}
         ELSE true END
     ORDER BY r.publication_id DESC LIMIT $4`,
    [accountId, before, state, limit],
  );
}
