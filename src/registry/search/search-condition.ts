import { plainText, withoutSeparators } from '../../domain/identity/normalise.ts';
import { literally, type Where } from '../../persistence/where.ts';
import { grams, searchKey } from './search-grams.ts';

/** More words than this say nothing that the first ones do not. */
const MOST_WORDS = 6;
const CREDIT_CODE_LENGTH = 18;

export interface SearchedWord {
  readonly word: string;
  /** Rows that the word leads to beside their own names and codes. */
  readonly ids: readonly string[];
}

export interface SearchedTable {
  readonly table: 'company' | 'channel';
  readonly codeColumn: 'credit_code' | 'code';
}

/** One way in which a row, called `x`, may hold a word. */
interface Way {
  /** Asks the gram index; left out where the condition has an index of its own. */
  readonly narrow?: () => string;
  readonly decide: string;
}

/** The words of a search; a credit code typed in groups is one word. */
export function searchWords(text: string): string[] {
  const compact = withoutSeparators(text);
  if (/^[0-9a-z]+$/i.test(compact) && compact.length === CREDIT_CODE_LENGTH) return [compact];
  const words = text.split(/\s+/u).filter((word) => searchKey(word) !== '');
  return words.slice(0, MOST_WORDS);
}

/** The condition, on a row called `x`, that it holds every word in its name, whole pinyin, initials or code. */
export function holdsWords(where: Where, { codeColumn }: SearchedTable, words: readonly SearchedWord[]): string {
  const held = words.map(({ word, ids }) => {
    const ways = waysOf(where, codeColumn, word).map(({ decide }) => `(${decide})`);
    return `(${[...ways, where.sql`x.id = ANY(${ids}::uuid[])`].join(' OR ')})`;
  });
  return held.join(' AND ');
}

/**
 * A query for the ids of the rows that hold every word, by the indexes alone. Each way is a query of its own: joined by OR they would
 * be checked again row by row, and cutting names into parts is slow.
 */
export function idsHolding(where: Where, { table, codeColumn }: SearchedTable, words: readonly SearchedWord[]): string {
  const found = words.map(({ word, ids }) => {
    const queries = waysOf(where, codeColumn, word).map(
      ({ narrow, decide }) => `SELECT x.id FROM ${table} x WHERE ${narrow?.() ?? 'true'} AND ${decide}`,
    );
    return `(${[...queries, where.sql`SELECT unnest(${ids}::uuid[])`].join(' UNION ')})`;
  });
  return found.join(' INTERSECT ');
}

/** Fewer letters than a gram has are sought at the beginning only. */
function waysOf(where: Where, codeColumn: string, word: string): Way[] {
  const key = searchKey(word);
  const contains = (column: string, parts: readonly string[]): Way => ({
    narrow: () => where.sql`registry_grams(x.name_search, x.name_pinyin, x.name_initials) @> ${parts}::text[]`,
    decide: `${column} LIKE ${where.bind(`%${literally(key)}%`)}`,
  });
  const begins = (column: string, text: string): Way => ({
    decide: `${column} LIKE ${where.bind(`${literally(text)}%`)}`,
  });

  const length = Array.from(key).length;
  const ways = [contains('registry_key(x.name_search)', grams(key, Math.min(length, 2)))];
  if (/^[a-z0-9]+$/.test(key)) {
    ways.push(length >= 3 ? contains('x.name_pinyin', grams(key, 3, 'p:')) : begins('x.name_pinyin', key));
    ways.push(length >= 2 ? contains('x.name_initials', grams(key, 2, 'i:')) : begins('x.name_initials', key));
  }
  const code = codeOf(word);
  return code === undefined ? ways : [...ways, begins(`x.${codeColumn}`, code)];
}

/** Something a code can begin with; shorter texts would match half the registry. */
export function codeOf(word: string): string | undefined {
  const code = plainText(word).toUpperCase();
  return /^[0-9A-Z-]{4,40}$/.test(code) ? code : undefined;
}

/** `ZR-2026-000123`, also typed in lower case or without hyphens. */
export function caseNumberOf(word: string): string | undefined {
  const match = /^([A-Z]{2})(\d{4})(\d{6,})$/.exec(withoutSeparators(word).toUpperCase());
  return match === null ? undefined : match.slice(1).join('-');
}
