import type { ChecklistBody } from '../../domain/admission/policy.ts';
import type { ChannelTypeBody } from '../../domain/registry/channel-type.ts';
import type { Bilingual } from '../../domain/text.ts';
import type { Tx } from '../../persistence/tx.ts';
import { findPolicy } from '../../policies/current.ts';

export interface ChannelTypeView {
  readonly code: string;
  readonly parent: string | null;
  readonly name: Bilingual;
  readonly description: Bilingual;
  readonly ownership: ChannelTypeBody['ownership'];
  readonly openForApplication: boolean;
  readonly subjectKinds: ChannelTypeBody['subjectKinds'];
  readonly services: ChannelTypeBody['services'];
  /** What an applicant has to bring; null where nobody can apply. */
  readonly checklist: { readonly number: number; readonly items: ChecklistBody['items'] } | null;
}

interface Row extends Omit<ChannelTypeView, 'name' | 'description' | 'services' | 'checklist'> {
  nameZh: string;
  nameEn: string;
  attributes: { description: Bilingual; services: ChannelTypeBody['services'] };
}

export interface ChannelTypePage {
  readonly open: boolean | undefined;
  /** The last code already shown. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** One more than asked for, by code. */
export async function listChannelTypes(
  sql: Tx,
  { open, after, limit }: ChannelTypePage,
  at: Date,
): Promise<ChannelTypeView[]> {
  const rows = await sql.rows<Row>(
    `SELECT code, parent_code AS parent, name_zh AS "nameZh", name_en AS "nameEn", ownership,
       open_for_application AS "openForApplication", subject_kinds AS "subjectKinds", attributes
     FROM channel_type WHERE ($1::boolean IS NULL OR open_for_application = $1) AND ($2::text IS NULL OR code > $2)
     ORDER BY code LIMIT $3`,
    [open ?? null, after ?? null, limit + 1],
  );
  const views: ChannelTypeView[] = [];
  for (const { nameZh, nameEn, attributes, ...row } of rows) {
    const checklist = row.openForApplication ? await findPolicy(sql, 'CHECKLIST', row.code, at) : undefined;
    views.push({
      ...row,
      ...attributes,
      name: { zh: nameZh, en: nameEn },
      checklist: checklist === undefined ? null : { number: checklist.version, items: checklist.body.items },
    });
  }
  return views;
}
