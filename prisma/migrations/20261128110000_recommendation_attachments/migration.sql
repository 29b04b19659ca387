-- Files added to what a delegate recommends.
ALTER TABLE "attachment" ADD COLUMN "operation_id" UUID REFERENCES "task_operation" ("id");
ALTER TABLE "attachment" DROP CONSTRAINT attachment_of_one;
ALTER TABLE "attachment" ADD CONSTRAINT attachment_of_one CHECK (num_nonnulls(comment_id, decision_id, draft_task_id, operation_id) <= 1);
CREATE INDEX attachment_operation ON attachment (operation_id) WHERE operation_id IS NOT NULL;
