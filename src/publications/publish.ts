import type { Act } from '../acts/act.ts';
import { audienceOf, type Audience } from './audience.ts';

export interface NewPublication {
  readonly caseId: string;
  /** What its unit publishes under one code again is its next version; null: a notice of its own. */
  readonly code: string | null;
  readonly title: string;
  readonly body: string;
  readonly fileIds: readonly string[];
  /** Whether everybody has to acknowledge it. */
  readonly acknowledge: boolean;
  readonly publishedBy: string;
  /** Of whoever publishes it; a department publishes for the unit it belongs to. */
  readonly unitId: string;
  readonly audience: Audience;
}

/**
 * Publishes a rule or notice: from now on everybody of its audience has a receipt of it, unread (NTF-04, NTF-05). They are told afterwards, page by
 * page. Gives its id.
 */
export async function publish(act: Act, publication: NewPublication): Promise<string> {
  const { tx, now } = act;
  const { caseId, code, title, body, fileIds, acknowledge, publishedBy, audience } = publication;
  // Two versions of one rule come one after the other.
  if (code !== null) await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`publication:${code}`]);
  const { id, version } = await tx.one<{ id: string; version: number }>(
    `INSERT INTO publication (id, case_id, code, version, title, body, file_ids, acknowledge, published_by, unit_id, unit_ids, channel_types, roles, published_at)
     SELECT uuidv7(), $1, $2::text, 1 + coalesce((SELECT max(version) FROM publication WHERE unit_id = of.id AND code = $2), 0), $3, $4, $5, $6, $7, of.id, $9,
       $10, $11, $12
     FROM (SELECT CASE level WHEN 'DEPARTMENT' THEN parent_id ELSE id END AS id FROM unit WHERE id = $8) of
     RETURNING id, version`,
    [
      caseId,
      code,
      title,
      body,
      fileIds,
      acknowledge,
      publishedBy,
      publication.unitId,
      audience.unitIds,
      audience.channelTypes,
      audience.roles,
      now,
    ],
  );
  const recipients = await tx.run(
    `INSERT INTO publication_receipt (publication_id, account_id) SELECT $1, account_id FROM (${audienceOf('$2', '$3', '$4')}) audience`,
    [id, audience.unitIds, audience.channelTypes, audience.roles],
  );
  const after = { code, version, recipients, acknowledge };
  act.audit({ action: 'PUBLISHED', caseId, subject: `publication:${id}`, after });
  return id;
}
