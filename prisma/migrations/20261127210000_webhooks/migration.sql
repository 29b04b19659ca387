-- Who outside is told of tasks and cases, and every telling. The secret is sealed with the installation's key; a removed webhook stays until its
-- deliveries are gone.
CREATE TABLE "webhook" (
  "id" UUID PRIMARY KEY DEFAULT uuidv7(),
  "name" TEXT NOT NULL,
  "url" TEXT NOT NULL,
  "events" TEXT[] NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'ACTIVE',
  "secret" BYTEA NOT NULL,
  "dead_in_a_row" INTEGER NOT NULL DEFAULT 0,
  "paused_at" TIMESTAMPTZ(3),
  "paused_because" TEXT,
  "version" INTEGER NOT NULL DEFAULT 1,
  "created_by" UUID,
  "created_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE TABLE "webhook_delivery" (
  "id" UUID PRIMARY KEY DEFAULT uuidv7(),
  "webhook_id" UUID NOT NULL,
  "seq" BIGINT GENERATED ALWAYS AS IDENTITY,
  "event_id" UUID NOT NULL,
  "event" TEXT NOT NULL,
  "case_id" UUID NOT NULL,
  "payload" JSONB NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'PENDING',
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "lease_until" TIMESTAMPTZ(3),
  "next_try_at" TIMESTAMPTZ(3),
  "last_tried_at" TIMESTAMPTZ(3),
  "last_status" INTEGER,
  "last_error" TEXT,
  "delivered_at" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "webhook_delivery_webhook_id_id_idx" ON "webhook_delivery" ("webhook_id", "id");
CREATE INDEX "webhook_delivery_created_at_idx" ON "webhook_delivery" ("created_at");
-- What has to go out, and what of a case still stands before it.
CREATE INDEX webhook_delivery_due ON webhook_delivery (webhook_id, next_try_at) WHERE state IN ('PENDING', 'SENDING');
CREATE INDEX webhook_delivery_of_case ON webhook_delivery (webhook_id, case_id, seq) WHERE state IN ('PENDING', 'SENDING');
