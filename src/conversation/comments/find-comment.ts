import { assertCanReadCase } from '../../cases/visibility.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { mayHear, type Audience } from '../../domain/conversation/audience.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../persistence/tx.ts';

/** The case of a comment that this person may hear. What the office says among itself does not exist for an applicant. @throws Refusal NOT_FOUND */
export async function caseOfComment(sql: Tx, actor: Actor, commentId: string): Promise<string> {
  const comment = await sql.maybe<{ caseId: string; audience: Audience }>(
    'SELECT case_id AS "caseId", audience FROM comment WHERE id = $1',
    [commentId],
  );
  if (comment === undefined) throw new Refusal('NOT_FOUND');
  const { own } = await assertCanReadCase(sql, actor, comment.caseId);
  if (!mayHear(own ? 'APPLICANT' : 'OFFICE', comment.audience)) throw new Refusal('NOT_FOUND');
  return comment.caseId;
}
