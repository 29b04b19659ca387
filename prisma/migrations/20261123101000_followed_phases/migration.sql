-- A phase that is over, has no successor and is of an open case is what the sweep for stuck cases looks for; its index holds nothing else for
-- longer than the sweep needs to look at it. The release still running leaves the column at its default, which only costs a look.
ALTER TABLE phase ADD COLUMN followed BOOLEAN NOT NULL DEFAULT false;
UPDATE phase p SET followed = true FROM "case" c WHERE c.id = p.case_id AND p.state = 'OVER'
  AND (c.closed_at IS NOT NULL OR EXISTS (SELECT FROM phase n WHERE n.case_id = p.case_id AND n.seq > p.seq));
CREATE INDEX phase_not_followed ON phase (over_at, case_id, seq) WHERE state = 'OVER' AND NOT followed;
-- Most phases are over and most are followed, yet hardly any is over and not followed: without this the planner expects many.
CREATE STATISTICS phase_state_followed (mcv) ON state, followed FROM phase;
CREATE INDEX case_closing ON "case" (id) WHERE closing IS NOT NULL AND closed_at IS NULL;
CREATE INDEX phase_in_slow_step ON phase (slow_since) WHERE slow_step IS NOT NULL;
