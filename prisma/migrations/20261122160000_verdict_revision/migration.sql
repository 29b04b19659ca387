-- A verdict belongs to the revision of the proof it was given on.
ALTER TABLE "application_item" ADD COLUMN "verdict_revision" INTEGER;
