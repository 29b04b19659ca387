-- What people say to each other about a case beside deciding it. The words stay here; audit entries and notices name the row.
CREATE TABLE "comment" (
  "id" UUID PRIMARY KEY,
  "case_id" UUID NOT NULL,
  "stage_id" UUID,
  "task_id" UUID,
  "kind" TEXT NOT NULL,
  "audience" TEXT NOT NULL,
  "side" TEXT NOT NULL,
  "author_id" UUID NOT NULL,
  "parent_id" UUID REFERENCES "comment" ("id"),
  "asked_id" UUID,
  "body" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "answered_at" TIMESTAMPTZ(3),
  "withdrawn_at" TIMESTAMPTZ(3),
  CONSTRAINT comment_question_asks_one CHECK ((kind = 'QUESTION') = (asked_id IS NOT NULL)),
  CONSTRAINT comment_answer_has_question CHECK (kind <> 'ANSWER' OR parent_id IS NOT NULL)
);
CREATE INDEX "comment_case_id_id_idx" ON "comment" ("case_id", "id");
CREATE INDEX "comment_asked_id_id_idx" ON "comment" ("asked_id", "id");
CREATE INDEX comment_author_questions ON comment (author_id, id) WHERE kind = 'QUESTION';
CREATE INDEX comment_open_questions ON comment (asked_id, id) WHERE kind = 'QUESTION' AND answered_at IS NULL AND withdrawn_at IS NULL;
CREATE UNIQUE INDEX comment_one_answer ON comment (parent_id) WHERE kind = 'ANSWER' AND withdrawn_at IS NULL;

CREATE TABLE "comment_mention" (
  "comment_id" UUID NOT NULL REFERENCES "comment" ("id"),
  "account_id" UUID NOT NULL,
  PRIMARY KEY ("comment_id", "account_id")
);
