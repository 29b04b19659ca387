-- What a supervisor has to confirm (督办确认): a run of a stage that people brought to its outcome. Their words are operations of the task; here is what
-- they came to. Whether the run still stands says its stage.
CREATE TABLE "confirmation" (
  "id" UUID PRIMARY KEY DEFAULT uuidv7(),
  "case_id" UUID NOT NULL,
  "stage_id" UUID NOT NULL,
  "task_id" UUID NOT NULL,
  "supervisor_id" UUID,
  "state" TEXT NOT NULL DEFAULT 'OPEN',
  "asked_at" TIMESTAMPTZ(3) NOT NULL,
  "answered_by" UUID,
  "answered_at" TIMESTAMPTZ(3),
  "note" TEXT
);
CREATE UNIQUE INDEX "confirmation_stage_id_key" ON "confirmation" ("stage_id");
CREATE INDEX "confirmation_supervisor_id_state_id_idx" ON "confirmation" ("supervisor_id", "state", "id");
