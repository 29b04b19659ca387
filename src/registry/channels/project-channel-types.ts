import { ChannelTypeBody } from '../../domain/registry/channel-type.ts';
import type { Tx } from '../../persistence/tx.ts';

/**
 * Brings the table of channel types in line with the CHANNEL_TYPE policies that are valid at `at` (TAX-09). Types are never
 * removed, because channels refer to them. Changes nothing where nothing differs.
 */
export async function projectChannelTypes(tx: Tx, at: Date): Promise<void> {
  const policies = await tx.rows<{ id: string; body: unknown }>(
    `SELECT DISTINCT ON (key) id, body FROM policy_version
     WHERE kind = 'CHANNEL_TYPE' AND state = 'PUBLISHED' AND valid_from <= $1 ORDER BY key, version DESC`,
    [at],
  );
  const types = policies.map(({ id, body }) => rowOf(id, ChannelTypeBody.parse(body)));
  await tx.run(
    `INSERT INTO channel_type AS t (code, parent_code, name_zh, name_en, ownership, open_for_application, subject_kinds, attributes, policy_version_id)
     SELECT code, parent_code, name_zh, name_en, ownership, open_for_application, subject_kinds, attributes, policy_version_id
     FROM jsonb_to_recordset($1::jsonb) AS r(code text, parent_code text, name_zh text, name_en text, ownership text,
       open_for_application boolean, subject_kinds text[], attributes jsonb, policy_version_id uuid)
     ON CONFLICT (code) DO UPDATE SET parent_code = excluded.parent_code, name_zh = excluded.name_zh, name_en = excluded.name_en,
       ownership = excluded.ownership, open_for_application = excluded.open_for_application,
       subject_kinds = excluded.subject_kinds, attributes = excluded.attributes, policy_version_id = excluded.policy_version_id
     WHERE t.policy_version_id IS DISTINCT FROM excluded.policy_version_id`,
    [JSON.stringify(types)],
  );
}

function rowOf(policyVersionId: string, type: ChannelTypeBody) {
  return {
    code: type.code,
    parent_code: type.parent,
    name_zh: type.name.zh,
    name_en: type.name.en,
    ownership: type.ownership,
    open_for_application: type.openForApplication,
    subject_kinds: type.subjectKinds,
    attributes: { description: type.description, services: type.services },
    policy_version_id: policyVersionId,
  };
}
