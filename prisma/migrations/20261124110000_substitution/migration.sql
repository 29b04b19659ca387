-- Who stands in for whom, when, and for which cases (代理). Nothing of it is copied to tasks: it is resolved when a list is read and when one acts.
CREATE TABLE "substitution" (
  "id" UUID PRIMARY KEY,
  "principal_id" UUID NOT NULL,
  "substitute_id" UUID NOT NULL,
  "valid_from" TIMESTAMPTZ(3) NOT NULL,
  "valid_to" TIMESTAMPTZ(3) NOT NULL,
  "processes" TEXT[],
  "unit_ids" UUID[],
  "amount_from" DECIMAL(18,2),
  "amount_below" DECIMAL(18,2),
  "reason" TEXT NOT NULL,
  "created_by" UUID NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "revoked_by" UUID,
  "revoked_at" TIMESTAMPTZ(3),
  CONSTRAINT substitution_of_two CHECK (principal_id <> substitute_id),
  CONSTRAINT substitution_has_days CHECK (valid_from < valid_to)
);
CREATE INDEX "substitution_principal_id_id_idx" ON "substitution" ("principal_id", "id");
CREATE INDEX "substitution_substitute_id_id_idx" ON "substitution" ("substitute_id", "id");
-- What every act and every list asks: does this person stand in for anybody now, and does anybody for them.
CREATE INDEX substitution_by_substitute ON substitution (substitute_id, valid_to) WHERE revoked_at IS NULL;
CREATE INDEX substitution_by_principal ON substitution (principal_id, valid_to) WHERE revoked_at IS NULL;

-- task.on_behalf_of: while somebody has claimed the task in another's name, and once it was decided so, that other person.
CREATE INDEX task_in_name_of ON task (on_behalf_of) WHERE on_behalf_of IS NOT NULL AND state IN ('CLAIMED', 'SUSPENDED');

ALTER TABLE "task_operation" ADD COLUMN "on_behalf_of" UUID;
