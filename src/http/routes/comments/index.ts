import type { Route } from '../../route.ts';
import { addAttachmentRoute } from './add-attachment.ts';
import { answerQuestionRoute } from './answer-question.ts';
import { askQuestionRoute } from './ask-question.ts';
import { listCommentsRoute } from './list-comments.ts';
import { listQuestionsRoute } from './list-questions.ts';
import { withdrawCommentRoute } from './withdraw-comment.ts';
import { writeCommentRoute } from './write-comment.ts';

export const COMMENT_ROUTES: readonly Route[] = [
  writeCommentRoute,
  listCommentsRoute,
  askQuestionRoute,
  listQuestionsRoute,
  answerQuestionRoute,
  withdrawCommentRoute,
  addAttachmentRoute,
];
