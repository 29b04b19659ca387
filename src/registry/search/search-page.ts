import type { QueryResultRow } from 'pg';
import type { Tx } from '../../persistence/tx.ts';
import { Where } from '../../persistence/where.ts';
import { holdsWords, idsHolding, type SearchedTable, type SearchedWord } from './search-condition.ts';

/** How many rows are looked at in order before the indexes are asked: a word in every fiftieth name fills a page on the way. */
const ROWS_WALKED = 1_000;

export interface PageSearch extends SearchedTable {
  /** Select list over a row called `x`; it has to give `namePinyin` and `id`. */
  readonly columns: string;
  /** Puts its conditions on the row called `x`. Called once per statement, because each binds its own values. */
  readonly filter: (where: Where) => void;
  /** Undefined: nothing was searched for, the list is everything. */
  readonly words: readonly SearchedWord[] | undefined;
  readonly limit: number;
}

/**
 * One row more than `limit`, in the order of the pinyin. A word that many rows hold is found by walking the order, a rare one by the
 * gram index; neither way alone is quick for both.
 */
export async function searchPage<Row extends QueryResultRow>(sql: Tx, search: PageSearch): Promise<Row[]> {
  const { words, limit } = search;
  if (words?.length === 0) return [];
  const walked = await walk<Row>(sql, search);
  return words === undefined || walked.length > limit ? walked : lookUp<Row>(sql, search);
}

async function walk<Row extends QueryResultRow>(sql: Tx, search: PageSearch): Promise<Row[]> {
  const where = new Where();
  search.filter(where);
  const begin = `SELECT * FROM ${search.table} x WHERE ${where.condition} ORDER BY x.name_pinyin, x.id`;
  const from = search.words === undefined ? begin : `${begin} LIMIT ${ROWS_WALKED}`;
  const holds = search.words === undefined ? 'true' : holdsWords(where, search, search.words);
  return sql.rows<Row>(
    `SELECT ${search.columns} FROM (${from}) AS x WHERE ${holds} ORDER BY x.name_pinyin, x.id LIMIT ${where.bind(search.limit + 1)}`,
    where.values,
  );
}

/** The ids are gathered first, so that no plan may look for them row by row. */
async function lookUp<Row extends QueryResultRow>(sql: Tx, search: PageSearch): Promise<Row[]> {
  const where = new Where();
  const found = idsHolding(where, search, search.words ?? []);
  search.filter(where);
  return sql.rows<Row>(
    `WITH found AS MATERIALIZED (${found})
     SELECT ${search.columns} FROM found JOIN ${search.table} x USING (id) WHERE ${where.condition}
     ORDER BY x.name_pinyin, x.id LIMIT ${where.bind(search.limit + 1)}`,
    where.values,
  );
}
