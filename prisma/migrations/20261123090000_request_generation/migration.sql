-- A repeated request asks after the very outbox row its act left, also when the case has begun a newer generation since.
ALTER TABLE "request" ADD COLUMN "outbox_generation" INTEGER;
UPDATE "request" r SET "outbox_generation" = c."generation" FROM "case" c WHERE c."id" = r."case_id" AND r."outbox_n" IS NOT NULL;
