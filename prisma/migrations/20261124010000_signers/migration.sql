-- Added signers 加签: a seat that somebody added before, after or beside their own.
ALTER TABLE "task"
  ADD COLUMN "added_by_task" UUID,
  ADD COLUMN "added_place" TEXT,
  ADD COLUMN "added_by" UUID,
  ADD CONSTRAINT task_added_whole CHECK (num_nonnulls("added_by_task", "added_place", "added_by") IN (0, 3));
