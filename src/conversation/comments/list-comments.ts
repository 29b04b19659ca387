import type { Side } from '../../domain/conversation/audience.ts';
import { filesOf, type AttachmentItem } from '../attachments/files-of.ts';
import type { Tx } from '../../persistence/tx.ts';

interface Person {
  readonly id: string;
  readonly name: string;
}

export interface CommentItem {
  readonly id: string;
  readonly kind: string;
  readonly audience: string;
  /** Of the author: OFFICE | APPLICANT. */
  readonly side: string;
  /** Null where the reader is an applicant and the author is not. */
  readonly author: Person | null;
  readonly taskId: string | null;
  readonly parentId: string | null;
  readonly asked: Person | null;
  readonly mentions: readonly Person[];
  /** Null when they were taken back. */
  readonly body: string | null;
  readonly attachments: readonly AttachmentItem[];
  readonly createdAt: Date;
  readonly answeredAt: Date | null;
  readonly withdrawnAt: Date | null;
}

export interface CommentSearch {
  readonly caseId: string;
  readonly side: Side;
  /** Whether withdrawn words are shown. */
  readonly audits: boolean;
  readonly taskId: string | undefined;
  /** The last one already shown. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** An applicant is named their own colleagues, never people of the office; as in the timeline. */
const NAMED = (
  account: string,
) => `(SELECT jsonb_build_object('id', p.id, 'name', p.name) FROM account p WHERE p.id = ${account}
    AND ($2 OR EXISTS (SELECT FROM company_member o WHERE o.account_id = p.id AND o.company_id = k.company_id)))`;

const READ = `SELECT c.id, c.kind, c.audience, c.side, c.task_id AS "taskId", c.parent_id AS "parentId",
    CASE WHEN $2 OR c.side = 'APPLICANT' THEN (SELECT jsonb_build_object('id', p.id, 'name', p.name) FROM account p WHERE p.id = c.author_id) END AS author,
    ${NAMED('c.asked_id')} AS asked,
    coalesce((SELECT jsonb_agg(${NAMED('m.account_id')} ORDER BY m.account_id) FILTER (WHERE ${NAMED('m.account_id')} IS NOT NULL)
      FROM comment_mention m WHERE m.comment_id = c.id), '[]') AS mentions,
    CASE WHEN c.withdrawn_at IS NULL OR $3 THEN c.body END AS body,
    CASE WHEN c.withdrawn_at IS NULL OR $3 THEN ${filesOf('comment_id', 'c.id')} ELSE '[]' END AS attachments,
    c.created_at AS "createdAt", c.answered_at AS "answeredAt", c.withdrawn_at AS "withdrawnAt"
  FROM comment c JOIN "case" k ON k.id = c.case_id
  WHERE c.case_id = $1 AND ($2 OR c.audience = 'EVERYBODY') AND ($4::uuid IS NULL OR c.task_id = $4) AND ($5::uuid IS NULL OR c.id < $5)
  ORDER BY c.id DESC LIMIT $6`;

/** One more than asked for, newest first. */
export function listComments(sql: Tx, search: CommentSearch): Promise<CommentItem[]> {
  const { caseId, side, audits, taskId, after, limit } = search;
  return sql.rows<CommentItem & Record<string, unknown>>(READ, [
    caseId,
    side === 'OFFICE',
    audits,
    taskId ?? null,
    after ?? null,
    limit + 1,
  ]);
}
