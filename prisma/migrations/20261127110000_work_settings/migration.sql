-- What a person has set for their own work: notices they do without, tasks they want first, their daily digest. Nobody else's lists or rights change by it.
CREATE TABLE "work_settings" (
  "account_id" UUID PRIMARY KEY,
  "muted" JSONB NOT NULL DEFAULT '[]',
  "first" JSONB NOT NULL DEFAULT '[]',
  "digest_hour" INTEGER,
  "digested_on" DATE,
  "updated_at" TIMESTAMPTZ(3) NOT NULL
);
-- Whose digest may be due, in the order in which they are looked at.
CREATE INDEX work_settings_digest ON work_settings (account_id) WHERE digest_hour IS NOT NULL;
