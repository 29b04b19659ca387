-- A calendar was published: the deadlines that rest on it are planned again, case by case, up to `cursor`.
CREATE TABLE "deadline_replan" (
  "policy_version_id" UUID PRIMARY KEY,
  -- Whose cases; null: everybody's.
  "unit_id" UUID,
  "cursor" UUID,
  "cases" INTEGER NOT NULL DEFAULT 0,
  "moved" INTEGER NOT NULL DEFAULT 0,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "ended_at" TIMESTAMPTZ(3),
  -- When the relay makes sure that the workflow runs: first when the calendar begins to count.
  "start_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "deadline_replan_running" ON "deadline_replan" ("start_at") WHERE "ended_at" IS NULL;
-- Open cases in the order of their ids, out of the way of the millions that are closed.
CREATE INDEX "case_unclosed" ON "case" ("id") WHERE "closed_at" IS NULL;
