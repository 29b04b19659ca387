-- Rules and notices that were published to an audience, and what each of them made of it (NTF-04, NTF-05).
CREATE TABLE "publication" (
  "id" UUID PRIMARY KEY,
  "case_id" UUID NOT NULL,
  "code" TEXT,
  "version" INTEGER NOT NULL,
  "title" TEXT NOT NULL,
  "body" TEXT NOT NULL,
  "file_ids" UUID[] NOT NULL DEFAULT '{}',
  "acknowledge" BOOLEAN NOT NULL,
  "published_by" UUID NOT NULL,
  "unit_id" UUID NOT NULL,
  "unit_ids" UUID[] NOT NULL,
  "channel_types" TEXT[] NOT NULL,
  "roles" TEXT[] NOT NULL,
  "published_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE UNIQUE INDEX "publication_code_version_key" ON "publication" ("code", "version");
CREATE INDEX "publication_case_id_idx" ON "publication" ("case_id");
CREATE INDEX "publication_published_by_id_idx" ON "publication" ("published_by", "id");

CREATE TABLE "publication_receipt" (
  "publication_id" UUID NOT NULL REFERENCES "publication" ("id"),
  "account_id" UUID NOT NULL,
  "told_at" TIMESTAMPTZ(3),
  "read_at" TIMESTAMPTZ(3),
  "acknowledged_at" TIMESTAMPTZ(3),
  "acknowledged_version" INTEGER,
  "reminders" INTEGER NOT NULL DEFAULT 0,
  "reminded_at" TIMESTAMPTZ(3),
  PRIMARY KEY ("publication_id", "account_id")
);
CREATE INDEX "publication_receipt_account_id_publication_id_idx" ON "publication_receipt" ("account_id", "publication_id");
CREATE INDEX publication_receipt_untold ON publication_receipt (publication_id, account_id) WHERE told_at IS NULL;
CREATE INDEX publication_receipt_unacknowledged ON publication_receipt (publication_id, account_id) WHERE acknowledged_at IS NULL;
