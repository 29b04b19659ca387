-- Cases shown to people who do not decide them (抄送), and when they read them.
CREATE TABLE "case_copy" (
  "id" UUID PRIMARY KEY DEFAULT uuidv7(),
  "case_id" UUID NOT NULL,
  "account_id" UUID NOT NULL,
  "sent_by" UUID,
  "stage_id" UUID,
  "stage_key" TEXT,
  "note" TEXT,
  "sent_at" TIMESTAMPTZ(3) NOT NULL,
  "read_at" TIMESTAMPTZ(3),
  "revoked_at" TIMESTAMPTZ(3)
);
CREATE INDEX "case_copy_case_id_id_idx" ON "case_copy" ("case_id", "id");
CREATE INDEX "case_copy_account_id_id_idx" ON "case_copy" ("account_id", "id");
CREATE INDEX case_copy_unread ON case_copy (account_id, id) WHERE read_at IS NULL AND revoked_at IS NULL;
-- Nobody has two copies of one case that they have not read yet.
CREATE UNIQUE INDEX case_copy_once ON case_copy (case_id, account_id) WHERE read_at IS NULL AND revoked_at IS NULL;
