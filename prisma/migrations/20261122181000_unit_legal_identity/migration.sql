-- The operator signs contracts as a legal subject: the registered identity of a branch, whole or not at all.
ALTER TABLE "unit" ADD COLUMN "legal_name" TEXT,
  ADD COLUMN "credit_code" TEXT,
  ADD COLUMN "legal_rep_name" TEXT,
  ADD COLUMN "legal_address" TEXT;
ALTER TABLE "unit" ADD CONSTRAINT "unit_legal_identity_whole"
  CHECK (num_nulls("legal_name", "credit_code", "legal_rep_name", "legal_address") IN (0, 4));
