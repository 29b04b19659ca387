-- What an administrator does to a whole case; the words stay here, audit entry and timeline refer to the row.
CREATE TABLE "case_operation" (
  "id" UUID PRIMARY KEY,
  "case_id" UUID NOT NULL,
  "generation" INTEGER NOT NULL,
  "kind" TEXT NOT NULL,
  "account_id" UUID NOT NULL,
  "phase" TEXT,
  "seq" INTEGER,
  "reason" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "case_operation_case_id_idx" ON "case_operation" ("case_id");
