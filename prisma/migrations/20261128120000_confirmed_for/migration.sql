-- In whose name a duty was confirmed, or not accepted, by a substitute.
ALTER TABLE "confirmation" ADD COLUMN "answered_for" UUID;
CREATE INDEX confirmation_answered ON "confirmation" ("answered_by", "state", "id") WHERE "answered_by" IS NOT NULL;
