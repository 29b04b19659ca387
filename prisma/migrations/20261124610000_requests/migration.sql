-- Requests of every kind: their form, what was changed in it, and what an approved one changed in the registry.
ALTER TABLE "case" ADD COLUMN "kind" TEXT;
CREATE INDEX case_request_kind ON "case" (kind, id) WHERE kind IS NOT NULL;

CREATE TABLE "request_form" (
  "case_id" UUID PRIMARY KEY,
  "values" JSONB NOT NULL DEFAULT '{}',
  "subject_case_id" UUID,
  "subject_company_id" UUID,
  "keeps_apart" BOOLEAN NOT NULL DEFAULT false,
  "declared_by" UUID,
  "declared_at" TIMESTAMPTZ(3),
  "version" INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX "request_form_subject_case_id_idx" ON "request_form" ("subject_case_id");

CREATE TABLE "request_revision" (
  "case_id" UUID NOT NULL,
  "n" INTEGER NOT NULL,
  "stage_key" TEXT,
  "account_id" UUID NOT NULL,
  "on_behalf_of" UUID,
  "before" JSONB NOT NULL,
  "after" JSONB NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("case_id", "n")
);

CREATE TABLE "request_effect" (
  "case_id" UUID NOT NULL,
  "generation" INTEGER NOT NULL,
  "n" INTEGER NOT NULL,
  "effect" TEXT NOT NULL,
  "result" TEXT NOT NULL,
  "subject_id" UUID,
  "at" TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("case_id", "generation", "n")
);

CREATE TABLE "company_change" (
  "id" UUID PRIMARY KEY,
  "company_id" UUID NOT NULL,
  "case_id" UUID NOT NULL,
  "before" JSONB NOT NULL,
  "after" JSONB NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL
);
CREATE UNIQUE INDEX "company_change_case_id_company_id_key" ON "company_change" ("case_id", "company_id");
CREATE INDEX "company_change_company_id_id_idx" ON "company_change" ("company_id", "id");

-- What was changed stays as it was written.
REVOKE UPDATE, DELETE ON "request_revision", "company_change" FROM qudao_app;
