-- What somebody holds while its clock stands still, beside task_assignee_open; few, and out of the way of everything else.
CREATE INDEX task_assignee_suspended ON task (assignee_id) WHERE state = 'SUSPENDED' AND assignee_id IS NOT NULL;
