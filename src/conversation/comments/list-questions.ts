import type { Tx } from '../../persistence/tx.ts';

export interface QuestionItem {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly process: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly taskId: string | null;
  readonly audience: string;
  readonly askedBy: { readonly id: string; readonly name: string } | null;
  readonly asked: { readonly id: string; readonly name: string } | null;
  readonly body: string;
  readonly createdAt: Date;
  readonly answeredAt: Date | null;
}

export interface QuestionSearch {
  readonly accountId: string;
  /** asked: of me; asking: by me. */
  readonly list: 'asked' | 'asking';
  readonly open: boolean;
  /** The last one already shown. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** Of question `q` in case `k`: $1 sees it as staff, or as the applicant's people see it now. */
const SEEN = `CASE WHEN me.own THEN q.audience = 'EVERYBODY' ELSE me.staff END`;

/** Waits for an answer that can still be given. */
export const OPEN_QUESTION = `q.answered_at IS NULL AND q.withdrawn_at IS NULL AND k.closed_at IS NULL AND k.closing IS NULL`;

const MEMBER = (
  account: string,
) => `EXISTS (SELECT FROM company_member m WHERE m.account_id = ${account} AND m.company_id = k.company_id
      AND m.valid_from <= now() AND (m.valid_to IS NULL OR m.valid_to > now()))`;

/** To an applicant people of the office have no names. */
const named = (account: string) => `(SELECT jsonb_build_object('id', p.id, 'name', p.name) FROM account p
    WHERE p.id = ${account} AND (NOT me.own OR ${MEMBER('p.id')}))`;

const read = (
  column: 'asked_id' | 'author_id',
) => `SELECT q.id, q.case_id AS "caseId", k.number AS "caseNumber", k.process,
    k.title_zh AS "titleZh", k.title_en AS "titleEn", q.task_id AS "taskId", q.audience, q.body, q.created_at AS "createdAt",
    q.answered_at AS "answeredAt", ${named('q.author_id')} AS "askedBy", ${named('q.asked_id')} AS asked
  FROM comment q JOIN "case" k ON k.id = q.case_id
    CROSS JOIN LATERAL (SELECT ${MEMBER('$1')} AS own, EXISTS (SELECT FROM account a WHERE a.id = $1 AND a.kind = 'STAFF') AS staff) me
  WHERE q.${column} = $1 AND q.kind = 'QUESTION' AND q.withdrawn_at IS NULL AND (NOT $2 OR (${OPEN_QUESTION}))
    AND ($3::uuid IS NULL OR q.id < $3) AND ${SEEN}
  ORDER BY q.id DESC LIMIT $4`;

const ASKED = read('asked_id');
const ASKING = read('author_id');

/** One more than asked for, newest first. */
export function listQuestions(
  sql: Tx,
  { accountId, list, open, after, limit }: QuestionSearch,
): Promise<QuestionItem[]> {
  return sql.rows<QuestionItem & Record<string, unknown>>(list === 'asked' ? ASKED : ASKING, [
    accountId,
    open,
    after ?? null,
    limit + 1,
  ]);
}
