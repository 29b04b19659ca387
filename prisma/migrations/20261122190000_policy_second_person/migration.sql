-- Whoever wrote any part of a rule is not the second person who publishes it; a rejection keeps its reason.
ALTER TABLE "policy_version" ADD COLUMN "writers" UUID[] DEFAULT ARRAY[]::UUID[],
  ADD COLUMN "rejected_by" UUID,
  ADD COLUMN "rejected_at" TIMESTAMPTZ(3),
  ADD COLUMN "rejection_reason" TEXT;
