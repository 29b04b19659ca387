import type { Act } from '../../acts/act.ts';
import type { CaseAtHand } from '../../cases/act-on-case.ts';
import type { Audience } from '../../domain/conversation/audience.ts';
import { Refusal } from '../../domain/refusal.ts';
import { bindAttachments } from '../attachments/bind.ts';

export interface NewComment {
  readonly kind: 'COMMENT' | 'QUESTION' | 'ANSWER';
  readonly audience: Audience;
  readonly body: string;
  readonly taskId: string | null;
  readonly parentId: string | null;
  readonly askedId: string | null;
  readonly mentions: readonly string[];
  readonly attachments: readonly string[] | undefined;
}

/**
 * The row of the act, under the act's id. Staff who write, are mentioned or are asked keep sight of the case: an answer must find them.
 * @throws Refusal NOT_FOUND for a task of another case, ATTACHMENT_UNKNOWN, TOO_MANY_FILES
 */
export async function recordComment(act: Act, { head, side, actor }: CaseAtHand, comment: NewComment): Promise<void> {
  const stageId = comment.taskId === null ? null : await stageOf(act, head.id, comment.taskId);
  act.tx.send(INSERT, [
    act.id,
    head.id,
    stageId,
    comment.taskId,
    comment.kind,
    comment.audience,
    side,
    actor.id,
    comment.parentId,
    comment.askedId,
    comment.body,
    act.now,
    comment.mentions,
  ]);
  await bindAttachments(act, {
    caseId: head.id,
    process: head.process,
    by: actor.id,
    fileIds: comment.attachments ?? [],
    to: { kind: 'COMMENT', id: act.id },
  });
}

async function stageOf(act: Act, caseId: string, taskId: string): Promise<string> {
  const task = await act.tx.maybe<{ stageId: string }>(
    'SELECT stage_id AS "stageId" FROM task WHERE id = $1 AND case_id = $2',
    [taskId, caseId],
  );
  if (task === undefined) throw new Refusal('NOT_FOUND');
  return task.stageId;
}

const INSERT = `WITH written AS (
    INSERT INTO comment (id, case_id, stage_id, task_id, kind, audience, side, author_id, parent_id, asked_id, body, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)),
  mentioned AS (
    INSERT INTO comment_mention (comment_id, account_id) SELECT $1, id FROM unnest($13::uuid[]) AS id)
  INSERT INTO case_participant (case_id, account_id, kind, since)
  SELECT $2, a.id, p.kind, $12
  FROM (SELECT $8::uuid AS id, 'COMMENTER' AS kind UNION ALL SELECT $10::uuid, 'ASKED' UNION ALL SELECT id, 'MENTIONED' FROM unnest($13::uuid[]) AS id) p
  JOIN account a ON a.id = p.id AND a.kind = 'STAFF'
  ON CONFLICT DO NOTHING`;
