import type { Tx } from '../../persistence/tx.ts';
import type { ChannelState } from '../channels/channel.ts';
import { typesBelow } from '../channels/channel-types.ts';
import { caseNumberOf, codeOf, searchWords, type SearchedWord } from './search-condition.ts';
import { searchPage } from './search-page.ts';

export interface ChannelSearch {
  /** Any part of the name, its pinyin or initials, a channel code, its company's credit code, or a case number. */
  readonly text?: string | undefined;
  /** A channel type, with the types below it. */
  readonly type?: string | undefined;
  /** A unit, with the units below it. */
  readonly unitId?: string | undefined;
  readonly companyId?: string | undefined;
  readonly state?: ChannelState | undefined;
  readonly after?: readonly [namePinyin: string, id: string] | undefined;
  readonly limit: number;
}

export interface ChannelRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly namePinyin: string;
  readonly typeCode: string;
  readonly state: ChannelState;
  readonly companyId: string | null;
  readonly companyName: string | null;
  readonly ownerUnitId: string | null;
  readonly unitId: string;
}

const COLUMNS = `x.id, x.code, x.name, x.name_pinyin AS "namePinyin", x.type_code AS "typeCode", x.state,
  x.company_id AS "companyId", (SELECT c.name FROM company c WHERE c.id = x.company_id) AS "companyName",
  x.owner_unit_id AS "ownerUnitId", x.unit_id AS "unitId"`;

/** One row more than asked for, in the order of the pinyin. */
export async function searchChannels(sql: Tx, search: ChannelSearch): Promise<ChannelRow[]> {
  const { text, type, unitId, companyId, state, after, limit } = search;
  const types = type === undefined ? undefined : await typesBelow(sql, type);
  const words =
    text === undefined ? undefined : await Promise.all(searchWords(text).map((word) => lookBehind(sql, word)));
  return searchPage<ChannelRow>(sql, {
    table: 'channel',
    codeColumn: 'code',
    columns: COLUMNS,
    words,
    limit,
    filter: (where) => {
      if (types) where.add(where.sql`x.type_code = ANY(${types}::text[])`);
      if (unitId)
        where.add(where.sql`x.unit_id = ANY(ARRAY(SELECT u.id FROM unit u WHERE u.path @> ARRAY[${unitId}::uuid]))`);
      if (companyId) where.add(where.sql`x.company_id = ${companyId}::uuid`);
      if (state) where.add(where.sql`x.state = ${state}`);
      if (after) where.add(where.sql`(x.name_pinyin, x.id) > (${after[0]}, ${after[1]}::uuid)`);
    },
  });
}

/** The channels of the company of a whole credit code, and those that a case made or is about. */
async function lookBehind(sql: Tx, word: string): Promise<SearchedWord> {
  const rows = await sql.rows<{ id: string }>(
    `SELECT h.id FROM company c JOIN channel h ON h.company_id = c.id WHERE c.credit_code = $1
     UNION SELECT h.id FROM "case" k JOIN channel h ON h.id = k.channel_id WHERE k.number = $2
     UNION SELECT h.id FROM "case" k JOIN channel h ON h.case_id = k.id WHERE k.number = $2`,
    [codeOf(word) ?? '', caseNumberOf(word) ?? ''],
  );
  return { word, ids: rows.map(({ id }) => id) };
}
