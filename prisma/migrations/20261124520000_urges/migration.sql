-- Urging whoever has a case on their desk (催办). What was urged is kept as it was at that instant; a task says how often and when last.
CREATE TABLE "urge" (
  "id" UUID PRIMARY KEY,
  "case_id" UUID NOT NULL,
  "account_id" UUID NOT NULL,
  "side" TEXT NOT NULL,
  "task_ids" UUID[] NOT NULL,
  "channels" TEXT[] NOT NULL,
  "note" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "urge_case_id_id_idx" ON "urge" ("case_id", "id");

ALTER TABLE "task" ADD COLUMN "urge_count" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "urged_at" TIMESTAMPTZ(3);
