import { maskName } from '../../domain/identity/masking.ts';
import type { SubjectKind } from '../../domain/registry/channel-type.ts';
import type { Tx } from '../../persistence/tx.ts';
import { typesBelow } from '../channels/channel-types.ts';
import type { PartnerState } from '../companies/company.ts';
import { caseNumberOf, codeOf, searchWords, type SearchedWord } from './search-condition.ts';
import { searchPage } from './search-page.ts';

export interface CompanySearch {
  /** Any part of the name, its pinyin or initials, a credit code, a channel code or a case number; every word has to fit. */
  readonly text?: string | undefined;
  /** A channel type; companies with a channel of it or of a type below it. */
  readonly type?: string | undefined;
  /** A unit; companies of it and of the units below it. */
  readonly unitId?: string | undefined;
  readonly state?: PartnerState | undefined;
  readonly after?: readonly [namePinyin: string, id: string] | undefined;
  readonly limit: number;
}

/** A company as lists show it, the legal representative masked. */
export interface CompanyRow {
  readonly id: string;
  readonly creditCode: string;
  readonly name: string;
  readonly namePinyin: string;
  readonly subjectKind: SubjectKind;
  readonly legalRepName: string;
  readonly partnerState: PartnerState;
  readonly unitId: string | null;
  readonly channelCount: number;
}

const COLUMNS = `x.id, x.credit_code AS "creditCode", x.name, x.name_pinyin AS "namePinyin", x.subject_kind AS "subjectKind",
  x.legal_rep_name AS "legalRepName", x.partner_state AS "partnerState", x.unit_id AS "unitId",
  (SELECT count(*) FROM channel h WHERE h.company_id = x.id)::int AS "channelCount"`;

/** One row more than asked for, in the order of the pinyin. */
export async function searchCompanies(sql: Tx, search: CompanySearch): Promise<CompanyRow[]> {
  const { text, type, unitId, state, after, limit } = search;
  const types = type === undefined ? undefined : await typesBelow(sql, type);
  const words =
    text === undefined ? undefined : await Promise.all(searchWords(text).map((word) => lookBehind(sql, word)));
  const rows = await searchPage<CompanyRow>(sql, {
    table: 'company',
    codeColumn: 'credit_code',
    columns: COLUMNS,
    words,
    limit,
    filter: (where) => {
      if (types)
        where.add(
          where.sql`EXISTS (SELECT FROM channel h WHERE h.company_id = x.id AND h.type_code = ANY(${types}::text[]))`,
        );
      if (unitId)
        where.add(where.sql`x.unit_id = ANY(ARRAY(SELECT u.id FROM unit u WHERE u.path @> ARRAY[${unitId}::uuid]))`);
      if (state) where.add(where.sql`x.partner_state = ${state}`);
      if (after) where.add(where.sql`(x.name_pinyin, x.id) > (${after[0]}, ${after[1]}::uuid)`);
    },
  });
  return rows.map((row) => ({ ...row, legalRepName: maskName(row.legalRepName) }));
}

/** Companies that a case number or a whole channel code leads to. */
async function lookBehind(sql: Tx, word: string): Promise<SearchedWord> {
  const rows = await sql.rows<{ id: string }>(
    `SELECT company_id AS id FROM "case" WHERE number = $1 AND company_id IS NOT NULL
     UNION SELECT company_id FROM channel WHERE code = $2 AND company_id IS NOT NULL`,
    [caseNumberOf(word) ?? '', codeOf(word) ?? ''],
  );
  return { word, ids: rows.map(({ id }) => id) };
}
