import { z } from 'zod';
import { actOnCase } from '../../../cases/act-on-case.ts';
import { answerQuestion } from '../../../conversation/comments/ask.ts';
import { caseOfComment } from '../../../conversation/comments/find-comment.ts';
import { defineRoute } from '../../route.ts';
import { freeText } from '../../text.ts';
import { AttachmentsField, CommentParams, CommentWritten, LONGEST_COMMENT, TAG } from './schemas.ts';

/** POST /comments/{commentId}/answer */
export const answerQuestionRoute = defineRoute({
  id: 'answerQuestion',
  method: 'post',
  path: '/comments/{commentId}/answer',
  tag: TAG,
  summary: 'Answer a question I was asked',
  access: ['WORK_ON_TASKS'],
  params: CommentParams,
  body: z.strictObject({ body: freeText(LONGEST_COMMENT), attachments: AttachmentsField }),
  response: { status: 201, schema: CommentWritten },
  refusals: [
    'NOT_ASKED',
    'ALREADY_ANSWERED',
    'COMMENT_WITHDRAWN',
    'AUDIENCE_NOT_POSSIBLE',
    'ATTACHMENT_UNKNOWN',
    'TOO_MANY_FILES',
    'CASE_CLOSED',
    'CASE_CLOSING',
  ],
  async handle({ deps, actor, params: { commentId }, body, act }) {
    const caseId = await caseOfComment(deps.db.sql, actor, commentId);
    const perform = actOnCase(actor, caseId, (running, atHand) => answerQuestion(running, atHand, commentId, body));
    return act(perform, { caseId, status: 201 });
  },
});
