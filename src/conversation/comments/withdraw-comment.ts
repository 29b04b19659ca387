import type { Act } from '../../acts/act.ts';
import type { CaseAtHand } from '../../cases/act-on-case.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import { assertOpenToWords } from './may-speak.ts';

/**
 * Takes one's own words back: the row stays and says who wrote when, the words are shown to nobody but those who read the audit. A question
 * whose answer is taken back is open again. Done twice it stays done.
 * @throws Refusal NOT_YOURS and those of `assertSpeakable`
 */
export async function withdrawComment(act: Act, atHand: CaseAtHand, commentId: string): Promise<Facts> {
  const { head, actor } = atHand;
  const comment = await act.tx.one<{ authorId: string; kind: string; audience: string; withdrawnAt: Date | null }>(
    'SELECT author_id AS "authorId", kind, audience, withdrawn_at AS "withdrawnAt" FROM comment WHERE id = $1',
    [commentId],
  );
  if (comment.authorId !== actor.id) throw new Refusal('NOT_YOURS');
  const answer = { caseId: head.id, commentId };
  if (comment.withdrawnAt !== null) return answer;
  assertOpenToWords(atHand);
  act.tx.send(
    `WITH reopened AS (
       UPDATE comment q SET answered_at = NULL FROM comment a WHERE a.id = $1 AND a.kind = 'ANSWER' AND q.id = a.parent_id)
     UPDATE comment SET withdrawn_at = $2 WHERE id = $1`,
    [commentId, act.now],
  );
  act.audit({
    action: `${comment.kind}_WITHDRAWN`,
    caseId: head.id,
    subject: `comment:${commentId}`,
    after: { audience: comment.audience },
  });
  return answer;
}
