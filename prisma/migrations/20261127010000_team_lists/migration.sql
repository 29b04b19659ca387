-- The lists of superiors: what they supervise, and who works in the units below them.
CREATE INDEX task_supervisor_open ON task (supervisor_id, due_at, id) WHERE state IN ('OPEN', 'CLAIMED') AND supervisor_id IS NOT NULL;
CREATE INDEX role_assignment_unit ON role_assignment (unit_id);
