-- What somebody has begun to write on a task and not said yet (暂存). Theirs alone.
CREATE TABLE "opinion_draft" (
  "task_id" UUID NOT NULL,
  "account_id" UUID NOT NULL,
  "case_id" UUID NOT NULL,
  "opinion" JSONB NOT NULL,
  "version" INTEGER NOT NULL DEFAULT 1,
  "saved_at" TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("task_id", "account_id")
);
