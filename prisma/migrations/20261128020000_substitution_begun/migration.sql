-- When the substitute was told that it has begun; of those made to begin at once, when it was made.
ALTER TABLE "substitution" ADD COLUMN "begun_told_at" TIMESTAMPTZ(3);
UPDATE "substitution" SET "begun_told_at" = "valid_from" WHERE "valid_from" <= now() OR "revoked_at" IS NOT NULL;
-- Looked at every few seconds: those that somebody has yet to be told of.
CREATE INDEX "substitution_to_begin_idx" ON "substitution" ("valid_from") WHERE "begun_told_at" IS NULL;
