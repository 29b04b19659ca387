-- Delegation 委派: while somebody else works on the task it waits for their recommendation, and stays with its holder.
ALTER TABLE "task" ADD COLUMN "delegate_id" UUID;
CREATE INDEX task_delegate_open ON task (delegate_id) WHERE delegate_id IS NOT NULL AND state IN ('OPEN', 'CLAIMED', 'SUSPENDED');
-- What a delegate recommends.
ALTER TABLE "task_operation" ADD COLUMN "outcome" TEXT;
