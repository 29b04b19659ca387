-- An offer to the superior of an overdue task stands beside a claim; an offer to a person whom the route names does not.
ALTER TABLE "task_candidate" ADD COLUMN "escalated" BOOLEAN NOT NULL DEFAULT false;
UPDATE "task_candidate" c SET "escalated" = true FROM "task" t
  WHERE t.id = c.task_id AND c.kind = 'PERSON' AND c.account_id = t.supervisor_id AND t.overdue_at IS NOT NULL;
