-- Links in mails by which one person may decide one task without logging in. The hash comes with the mail: what was never mailed opens nothing.
CREATE TABLE "decision_link" (
  "id" UUID PRIMARY KEY DEFAULT uuidv7(),
  "task_id" UUID NOT NULL,
  "account_id" UUID NOT NULL,
  "token_hash" TEXT,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "used_at" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE UNIQUE INDEX "decision_link_token_hash_key" ON "decision_link" ("token_hash");
CREATE INDEX "decision_link_task_id_account_id_idx" ON "decision_link" ("task_id", "account_id");
-- Of the links for one task each person has one that still works.
CREATE UNIQUE INDEX decision_link_one_unused ON decision_link (task_id, account_id) WHERE used_at IS NULL;
