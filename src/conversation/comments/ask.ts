import type { Act } from '../../acts/act.ts';
import type { CaseAtHand } from '../../cases/act-on-case.ts';
import type { Audience } from '../../domain/conversation/audience.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import { assertAddressees, readAddressees } from '../addressees.ts';
import { assertMaySpeak } from './may-speak.ts';
import { noticeFrom } from './notice-from.ts';
import { recordComment } from './record-comment.ts';

export interface QuestionInput {
  /** The one account that is to answer. */
  readonly to: string;
  readonly body: string;
  readonly audience?: Audience | undefined;
  readonly taskId?: string | undefined;
  readonly attachments?: readonly string[] | undefined;
}

/**
 * A question to one person (沟通); their answer closes it, and nothing waits for it: the case goes on.
 * @throws Refusal AUDIENCE_NOT_POSSIBLE, PERSON_NOT_POSSIBLE, NOT_FOUND and those of `assertSpeakable`
 */
export async function askQuestion(act: Act, atHand: CaseAtHand, input: QuestionInput): Promise<Facts> {
  const audience = await assertMaySpeak(act, atHand, input.audience);
  const people = await assertAddressees(act.tx, atHand, [input.to], audience);
  await recordComment(act, atHand, {
    kind: 'QUESTION',
    audience,
    body: input.body,
    taskId: input.taskId ?? null,
    parentId: null,
    askedId: input.to,
    mentions: [],
    attachments: input.attachments,
  });
  act.audit({
    action: 'QUESTION_ASKED',
    caseId: atHand.head.id,
    subject: `comment:${act.id}`,
    after: { audience, to: input.to },
  });
  await noticeFrom(act, atHand, { event: 'QUESTION_ASKED', group: 'ASKED', people });
  return { caseId: atHand.head.id, commentId: act.id };
}

interface QuestionRow {
  askedId: string | null;
  authorId: string;
  audience: Audience;
  taskId: string | null;
  answeredAt: Date | null;
  withdrawnAt: Date | null;
}

/** @throws Refusal NOT_ASKED, ALREADY_ANSWERED, COMMENT_WITHDRAWN and those of `assertSpeakable` */
export async function answerQuestion(
  act: Act,
  atHand: CaseAtHand,
  questionId: string,
  { body, attachments }: Pick<QuestionInput, 'body' | 'attachments'>,
): Promise<Facts> {
  const question = await act.tx.one<QuestionRow & Record<string, unknown>>(
    `SELECT asked_id AS "askedId", author_id AS "authorId", audience, task_id AS "taskId", answered_at AS "answeredAt", withdrawn_at AS "withdrawnAt"
     FROM comment WHERE id = $1`,
    [questionId],
  );
  if (question.askedId !== atHand.actor.id) throw new Refusal('NOT_ASKED');
  if (question.withdrawnAt !== null) throw new Refusal('COMMENT_WITHDRAWN');
  if (question.answeredAt !== null) throw new Refusal('ALREADY_ANSWERED');
  const audience = await assertMaySpeak(act, atHand, question.audience);
  await recordComment(act, atHand, {
    kind: 'ANSWER',
    audience,
    body,
    taskId: question.taskId,
    parentId: questionId,
    askedId: null,
    mentions: [],
    attachments,
  });
  act.tx.send('UPDATE comment SET answered_at = $2 WHERE id = $1', [questionId, act.now]);
  act.audit({
    action: 'QUESTION_ANSWERED',
    caseId: atHand.head.id,
    subject: `comment:${act.id}`,
    after: { audience, question: questionId },
  });
  const asker = await readAddressees(act.tx, [question.authorId], atHand.head.companyId);
  await noticeFrom(act, atHand, { event: 'QUESTION_ANSWERED', group: 'ASKER', people: asker });
  return { caseId: atHand.head.id, commentId: act.id };
}
