import { z } from 'zod';
import { actOnCase } from '../../../cases/act-on-case.ts';
import { assertCanReadCase } from '../../../cases/visibility.ts';
import { askQuestion } from '../../../conversation/comments/ask.ts';
import { defineRoute } from '../../route.ts';
import { freeText } from '../../text.ts';
import { CaseParams } from '../tasks/schemas.ts';
import { AttachmentsField, AudienceSchema, CommentWritten, LONGEST_COMMENT, TAG } from './schemas.ts';

/** POST /cases/{caseId}/questions */
export const askQuestionRoute = defineRoute({
  id: 'askQuestion',
  method: 'post',
  path: '/cases/{caseId}/questions',
  tag: TAG,
  summary: 'Ask one person about a case; nothing waits for the answer',
  access: ['WORK_ON_TASKS'],
  params: CaseParams,
  body: z.strictObject({
    to: z.uuid(),
    body: freeText(LONGEST_COMMENT),
    attachments: AttachmentsField,
    audience: AudienceSchema.optional(),
    taskId: z.uuid().optional(),
  }),
  response: { status: 201, schema: CommentWritten },
  refusals: [
    'AUDIENCE_NOT_POSSIBLE',
    'PERSON_NOT_POSSIBLE',
    'ATTACHMENT_UNKNOWN',
    'TOO_MANY_FILES',
    'WRONG_STATE',
    'CASE_CLOSED',
    'CASE_CLOSING',
  ],
  async handle({ deps, actor, params: { caseId }, body, act }) {
    await assertCanReadCase(deps.db.sql, actor, caseId);
    const perform = actOnCase(actor, caseId, (running, atHand) => askQuestion(running, atHand, body));
    return act(perform, { caseId, status: 201 });
  },
});
