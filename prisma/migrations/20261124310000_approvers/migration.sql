-- Posts and groups: named lists of staff in a unit, membership dated.
CREATE TABLE "roster" (
  "id" UUID PRIMARY KEY DEFAULT uuidv7(),
  "kind" TEXT NOT NULL,
  "unit_id" UUID NOT NULL,
  "code" TEXT NOT NULL,
  "name_zh" TEXT NOT NULL,
  "name_en" TEXT NOT NULL,
  "closed" BOOLEAN NOT NULL DEFAULT false,
  "version" INTEGER NOT NULL DEFAULT 1,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX "roster_unit_id_kind_code_key" ON "roster" ("unit_id", "kind", "code");

CREATE TABLE "roster_member" (
  "id" UUID PRIMARY KEY DEFAULT uuidv7(),
  "roster_id" UUID NOT NULL REFERENCES "roster" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  "account_id" UUID NOT NULL,
  "valid_from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "valid_to" TIMESTAMPTZ(3),
  "added_by" UUID
);
CREATE INDEX "roster_member_account_id_idx" ON "roster_member" ("account_id");
CREATE INDEX "roster_member_roster_id_idx" ON "roster_member" ("roster_id");
CREATE UNIQUE INDEX roster_member_once ON roster_member (roster_id, account_id) WHERE valid_to IS NULL;

-- Why the system concluded a stage when it opened; null where people decide.
ALTER TABLE "stage" ADD COLUMN "automatic" TEXT;

CREATE TABLE "approver_choice" (
  "id" UUID PRIMARY KEY DEFAULT uuidv7(),
  "case_id" UUID NOT NULL,
  "stage_key" TEXT NOT NULL,
  "account_id" UUID NOT NULL,
  "position" INTEGER NOT NULL,
  "chosen_by" UUID NOT NULL,
  "decision_id" UUID,
  "chosen_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "approver_choice_case_id_stage_key_idx" ON "approver_choice" ("case_id", "stage_key");

CREATE TABLE "conflict_declaration" (
  "id" UUID PRIMARY KEY,
  "account_id" UUID NOT NULL,
  "company_id" UUID,
  "case_id" UUID,
  "relation" TEXT NOT NULL,
  "note" TEXT,
  "declared_by" UUID NOT NULL,
  "declared_at" TIMESTAMPTZ(3) NOT NULL,
  "withdrawn_by" UUID,
  "withdrawn_at" TIMESTAMPTZ(3),
  "withdrawal_reason" TEXT,
  CONSTRAINT conflict_about_one CHECK (num_nonnulls(company_id, case_id) = 1)
);
CREATE INDEX "conflict_declaration_account_id_id_idx" ON "conflict_declaration" ("account_id", "id");
-- One standing declaration per person and company or case; these also answer who is barred from a case.
CREATE UNIQUE INDEX conflict_company_once ON conflict_declaration (company_id, account_id) WHERE withdrawn_at IS NULL AND company_id IS NOT NULL;
CREATE UNIQUE INDEX conflict_case_once ON conflict_declaration (case_id, account_id) WHERE withdrawn_at IS NULL AND case_id IS NOT NULL;
