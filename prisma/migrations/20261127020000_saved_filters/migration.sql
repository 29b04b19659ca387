-- What somebody often looks for in a list of their inbox; theirs alone.
CREATE TABLE "saved_filter" (
  "id" UUID PRIMARY KEY,
  "account_id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "list" TEXT NOT NULL,
  "sort" TEXT,
  "filter" JSONB NOT NULL,
  "is_default" BOOLEAN NOT NULL DEFAULT false,
  "version" INTEGER NOT NULL DEFAULT 1,
  "created_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE UNIQUE INDEX "saved_filter_account_id_name_key" ON "saved_filter" ("account_id", "name");
CREATE UNIQUE INDEX saved_filter_one_default ON saved_filter (account_id) WHERE is_default;
