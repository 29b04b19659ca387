-- Lists by priority and by age are one index walk per scope, as the list by due instant is. Offers to a person are few and need no index of their own.
ALTER TABLE "task_candidate" ADD COLUMN "priority" INTEGER NOT NULL DEFAULT 50;
UPDATE "task_candidate" c SET "priority" = t.priority FROM "task" t WHERE t.id = c.task_id AND t.priority <> 50;
CREATE INDEX task_candidate_scope_priority ON task_candidate (role, scope_id, (100 - priority), due_at, task_id) WHERE open AND scope_id IS NOT NULL;
CREATE INDEX task_candidate_scope_age ON task_candidate (role, scope_id, task_id) WHERE open AND scope_id IS NOT NULL;

-- A case found by the beginning of its number, whatever the collation.
CREATE INDEX case_number_unclosed ON "case" (number text_pattern_ops) WHERE closed_at IS NULL;
