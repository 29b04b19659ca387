import { actOnCase } from '../../../cases/act-on-case.ts';
import { caseOfComment } from '../../../conversation/comments/find-comment.ts';
import { withdrawComment } from '../../../conversation/comments/withdraw-comment.ts';
import { defineRoute } from '../../route.ts';
import { CommentParams, CommentWritten, TAG } from './schemas.ts';

/** POST /comments/{commentId}/withdrawal */
export const withdrawCommentRoute = defineRoute({
  id: 'withdrawComment',
  method: 'post',
  path: '/comments/{commentId}/withdrawal',
  tag: TAG,
  summary: 'Take my own words back; that there were some stays',
  access: ['WORK_ON_TASKS'],
  params: CommentParams,
  response: { status: 200, schema: CommentWritten },
  refusals: ['NOT_YOURS', 'CASE_CLOSED', 'CASE_CLOSING'],
  async handle({ deps, actor, params: { commentId }, act }) {
    const caseId = await caseOfComment(deps.db.sql, actor, commentId);
    const perform = actOnCase(actor, caseId, (running, atHand) => withdrawComment(running, atHand, commentId));
    return act(perform, { caseId });
  },
});
