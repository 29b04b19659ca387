import type { Tx } from '../../persistence/tx.ts';
import { Where } from '../../persistence/where.ts';
import { idsHolding, searchWords } from '../../registry/search/search-condition.ts';
import { SUPPLEMENT_TITLE } from '../runs/rules.ts';
import { numberOf, partOf } from './conditions.ts';

/** Where a text leads, before any list is walked. */
export interface FoundText {
  /** Unclosed cases by number or company; undefined where there are more than are worth looking up one by one. */
  readonly cases: readonly string[] | undefined;
  /** Titles come from the rules: where none has the text, no task needs to be read for it. */
  readonly titled: boolean;
}

/** Past this many cases a walk along the list meets the first page of them sooner. */
const MOST_CASES = 500;

/** Sorts behind every character of a case number. */
const LAST = '\u{10FFFF}';

export async function findText(sql: Tx, text: string): Promise<FoundText> {
  const where = new Where();
  const number = numberOf(text);
  const limit = where.bind(MOST_CASES + 1);
  const part = where.bind(partOf(text));
  const fixed = where.bind([SUPPLEMENT_TITLE.zh, SUPPLEMENT_TITLE.en]);
  const numbered = where.sql`c.number COLLATE "C" >= ${number} AND c.number COLLATE "C" < ${number + LAST}`;
  const words = searchWords(text).map((word) => ({ word, ids: [] }));
  const companies =
    words.length === 0
      ? ''
      : `UNION ALL SELECT c.id FROM (${idsHolding(where, { table: 'company', codeColumn: 'credit_code' }, words)}) x
           JOIN "case" c ON c.company_id = x.id AND c.closed_at IS NULL`;
  const found = await sql.one<{ cases: string[]; titled: boolean }>(
    `SELECT ARRAY(SELECT c.id FROM "case" c WHERE c.closed_at IS NULL AND ${numbered} ${companies} LIMIT ${limit}) AS cases,
       EXISTS (SELECT FROM policy_version v WHERE v.kind IN ('ROUTE', 'REQUEST_KIND') AND v.body::text ILIKE ${part})
         OR EXISTS (SELECT FROM unnest(${fixed}::text[]) f WHERE f ILIKE ${part}) AS titled`,
    where.values,
  );
  return { cases: found.cases.length > MOST_CASES ? undefined : found.cases, titled: found.titled };
}
