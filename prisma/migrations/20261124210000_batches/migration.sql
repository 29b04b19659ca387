-- Work somebody ordered on many records at once; one workflow runs its items, each in a transaction of its own.
CREATE TABLE "batch" (
  "id" UUID PRIMARY KEY DEFAULT uuidv7(),
  "kind" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "ordered_by" UUID NOT NULL,
  "unit_id" UUID NOT NULL,
  "params" JSONB NOT NULL DEFAULT '{}',
  "reason" TEXT,
  "total" INTEGER NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "ended_at" TIMESTAMPTZ(3),
  "start_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "batch_ordered_by_id_idx" ON "batch" ("ordered_by", "id");
-- What the relay looks at every second: next to nothing in ordinary times.
CREATE INDEX "batch_running" ON "batch" ("start_at") WHERE "ended_at" IS NULL;

CREATE TABLE "batch_item" (
  "batch_id" UUID NOT NULL REFERENCES "batch" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  "n" INTEGER NOT NULL,
  "wave" INTEGER NOT NULL DEFAULT 0,
  "step" TEXT NOT NULL,
  "case_id" UUID,
  "task_id" UUID,
  "target" JSONB NOT NULL DEFAULT '{}',
  "state" TEXT NOT NULL DEFAULT 'PENDING',
  "code" TEXT,
  "facts" JSONB NOT NULL DEFAULT '{}',
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "retry_at" TIMESTAMPTZ(3),
  "ended_at" TIMESTAMPTZ(3),
  PRIMARY KEY ("batch_id", "n")
);
CREATE INDEX "batch_item_pending" ON "batch_item" ("batch_id", "wave", "n") WHERE "state" = 'PENDING';
