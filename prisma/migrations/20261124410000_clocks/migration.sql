-- What a task's deadline rests on, so that it can be planned again exactly when the calendar changes: from when, how much of what.
-- `due_n` counts `due_unit`: a unit of the rules, or WORKING_MILLISECOND | MILLISECOND of what was left after a pause.
ALTER TABLE "task"
  ADD COLUMN "due_from" TIMESTAMPTZ(3),
  ADD COLUMN "due_n" BIGINT,
  ADD COLUMN "due_unit" TEXT,
  -- How far, in milliseconds of the same kind, the start-by instant lay from `due_from` after a pause.
  ADD COLUMN "start_left" BIGINT;

-- Deadlines set before keep their instant: nobody knows any more what they rest on.
UPDATE "task" SET "due_from" = "created_at", "due_n" = (extract(epoch FROM "due_at" - "created_at") * 1000)::bigint, "due_unit" = 'MILLISECOND'
WHERE "due_at" IS NOT NULL AND "state" IN ('OPEN', 'CLAIMED', 'SUSPENDED');

-- The system hands a task to the superior when time is up, and is nobody.
ALTER TABLE "task_operation" ALTER COLUMN "account_id" DROP NOT NULL;
