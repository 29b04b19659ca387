import { z } from 'zod';
import { actOnCase } from '../../../cases/act-on-case.ts';
import { assertCanReadCase } from '../../../cases/visibility.ts';
import { writeComment } from '../../../conversation/comments/write-comment.ts';
import { defineRoute } from '../../route.ts';
import { freeText } from '../../text.ts';
import { CaseParams } from '../tasks/schemas.ts';
import { AttachmentsField, AudienceSchema, CommentWritten, LONGEST_COMMENT, TAG } from './schemas.ts';

/** POST /cases/{caseId}/comments */
export const writeCommentRoute = defineRoute({
  id: 'writeComment',
  method: 'post',
  path: '/cases/{caseId}/comments',
  tag: TAG,
  summary: 'Comment on a case, or reply; changes nothing in it',
  access: ['WORK_ON_TASKS'],
  params: CaseParams,
  body: z.strictObject({
    body: freeText(LONGEST_COMMENT),
    attachments: AttachmentsField,
    audience: AudienceSchema.optional(),
    taskId: z.uuid().optional(),
    replyTo: z.uuid().optional(),
    mentions: z.array(z.uuid()).max(20).default([]),
  }),
  response: { status: 201, schema: CommentWritten },
  refusals: [
    'AUDIENCE_NOT_POSSIBLE',
    'PERSON_NOT_POSSIBLE',
    'COMMENT_WITHDRAWN',
    'WRONG_STATE',
    'ATTACHMENT_UNKNOWN',
    'TOO_MANY_FILES',
    'CASE_CLOSED',
    'CASE_CLOSING',
  ],
  async handle({ deps, actor, params: { caseId }, body, act }) {
    await assertCanReadCase(deps.db.sql, actor, caseId);
    const perform = actOnCase(actor, caseId, (running, atHand) => writeComment(running, atHand, body));
    return act(perform, { caseId, status: 201 });
  },
});
