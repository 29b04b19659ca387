-- What people do to a task beside deciding it; the words stay here, audit entry and timeline refer to the row.
CREATE TABLE "task_operation" (
  "id" UUID PRIMARY KEY,
  "case_id" UUID NOT NULL,
  "stage_id" UUID NOT NULL,
  "task_id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "account_id" UUID NOT NULL,
  "target_id" UUID,
  "reason" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "task_operation_case_id_idx" ON "task_operation" ("case_id");
CREATE INDEX "task_operation_task_id_idx" ON "task_operation" ("task_id");
