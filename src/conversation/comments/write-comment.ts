import type { Act } from '../../acts/act.ts';
import type { CaseAtHand } from '../../cases/act-on-case.ts';
import { mayHear, type Audience } from '../../domain/conversation/audience.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import { assertAddressees } from '../addressees.ts';
import { assertMaySpeak } from './may-speak.ts';
import { recordComment } from './record-comment.ts';
import { tellOfComment } from './tell-of-comment.ts';

export interface CommentInput {
  readonly body: string;
  readonly audience?: Audience | undefined;
  readonly taskId?: string | undefined;
  readonly replyTo?: string | undefined;
  /** Accounts that are to look at it. */
  readonly mentions: readonly string[];
  readonly attachments?: readonly string[] | undefined;
}

/**
 * Words about a case that change nothing in it (评论). Whoever is mentioned hears of it, and staff may read the case from then on.
 * @throws Refusal AUDIENCE_NOT_POSSIBLE, PERSON_NOT_POSSIBLE, COMMENT_WITHDRAWN, NOT_FOUND and those of `assertSpeakable`
 */
export async function writeComment(act: Act, atHand: CaseAtHand, input: CommentInput): Promise<Facts> {
  const parent = input.replyTo === undefined ? undefined : await readParent(act, atHand, input.replyTo);
  const audience = await assertMaySpeak(act, atHand, parent?.audience ?? input.audience);
  if (input.audience !== undefined && input.audience !== audience) {
    throw new Refusal('AUDIENCE_NOT_POSSIBLE', { audience: input.audience, offered: [audience] });
  }
  const mentioned = await assertAddressees(act.tx, atHand, input.mentions, audience);
  await recordComment(act, atHand, {
    kind: 'COMMENT',
    audience,
    body: input.body,
    taskId: input.taskId ?? null,
    parentId: input.replyTo ?? null,
    askedId: null,
    mentions: mentioned.map(({ id }) => id),
    attachments: input.attachments,
  });
  act.audit({
    action: 'COMMENT_ADDED',
    caseId: atHand.head.id,
    subject: `comment:${act.id}`,
    after: { audience, mentions: mentioned.map(({ id }) => id) },
  });
  await tellOfComment(act, atHand, { audience, mentioned, parentAuthor: parent?.authorId ?? null });
  return { caseId: atHand.head.id, commentId: act.id };
}

/** A reply is heard by those who hear what it replies to. */
async function readParent(act: Act, { head, side }: CaseAtHand, commentId: string) {
  const parent = await act.tx.maybe<{ authorId: string; audience: Audience; withdrawn: boolean }>(
    'SELECT author_id AS "authorId", audience, withdrawn_at IS NOT NULL AS withdrawn FROM comment WHERE id = $1 AND case_id = $2',
    [commentId, head.id],
  );
  if (parent === undefined || !mayHear(side, parent.audience)) throw new Refusal('NOT_FOUND');
  if (parent.withdrawn) throw new Refusal('COMMENT_WITHDRAWN');
  return parent;
}
