-- Files added to a comment or to an opinion; until then, and while a draft keeps them, their uploader's own.
CREATE TABLE "attachment" (
  "file_id" UUID PRIMARY KEY REFERENCES "stored_file" ("id"),
  "case_id" UUID NOT NULL,
  "uploaded_by" UUID NOT NULL,
  "side" TEXT NOT NULL,
  "comment_id" UUID REFERENCES "comment" ("id"),
  "decision_id" UUID,
  "draft_task_id" UUID,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT attachment_of_one CHECK (num_nonnulls(comment_id, decision_id, draft_task_id) <= 1)
);
CREATE INDEX attachment_comment ON attachment (comment_id) WHERE comment_id IS NOT NULL;
CREATE INDEX attachment_decision ON attachment (decision_id) WHERE decision_id IS NOT NULL;
CREATE INDEX attachment_draft ON attachment (draft_task_id) WHERE draft_task_id IS NOT NULL;
CREATE INDEX attachment_pending ON attachment (case_id, uploaded_by) WHERE comment_id IS NULL AND decision_id IS NULL;
CREATE INDEX attachment_unused ON attachment (created_at, file_id) WHERE comment_id IS NULL AND decision_id IS NULL AND draft_task_id IS NULL;
