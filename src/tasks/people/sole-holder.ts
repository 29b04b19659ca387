import type { Tx } from '../../persistence/tx.ts';
import { isCandidateAt } from './is-candidate.ts';

/** A task that waits for one person alone. */
export interface SoleTask {
  readonly taskId: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly process: string;
  readonly stage: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly state: string;
  readonly dueAt: Date | null;
  /** They have claimed it; otherwise they are the only one who could. */
  readonly held: boolean;
}

const VALID = (row: string): string =>
  `${row}.valid_from <= now() AND (${row}.valid_to IS NULL OR ${row}.valid_to > now())`;

/** What is offered to the person now, by index; what waits suspended is offered to nobody and looked through. */
const OFFERED = `SELECT task_id FROM task_candidate WHERE open AND account_id = $1
    UNION SELECT tc.task_id FROM role_assignment r JOIN task_candidate tc ON tc.open AND tc.role = r.role AND tc.scope_id = r.unit_id
      WHERE r.account_id = $1 AND ${VALID('r')}
    UNION SELECT tc.task_id FROM roster_member l JOIN task_candidate tc ON tc.open AND tc.scope_id = l.roster_id AND tc.kind IN ('POST', 'GROUP')
      WHERE l.account_id = $1 AND ${VALID('l')}
    UNION SELECT w.id FROM task w JOIN task_candidate tc ON tc.task_id = w.id JOIN account a ON a.id = $1
      WHERE w.state = 'SUSPENDED' AND w.assignee_id IS NULL AND ${isCandidateAt('now()')}`;

/** Somebody else could take task `t`: from its offers to people, never from all people to the task. */
const SOMEBODY_ELSE = `SELECT FROM task_candidate tc
    LEFT JOIN role_assignment r ON tc.kind = 'ROLE' AND r.role = tc.role AND r.unit_id = tc.scope_id AND ${VALID('r')}
    LEFT JOIN roster_member l ON tc.kind IN ('POST', 'GROUP') AND l.roster_id = tc.scope_id AND ${VALID('l')}
    LEFT JOIN company_member m ON tc.kind = 'COMPANY' AND m.role = tc.role AND m.company_id = tc.scope_id AND ${VALID('m')}
    JOIN account o ON o.id = coalesce(tc.account_id, r.account_id, l.account_id, m.account_id) AND o.state = 'ACTIVE'
    WHERE tc.task_id = t.id AND o.id <> $1
      AND NOT EXISTS (SELECT FROM stage_exclusion x WHERE x.stage_id = t.stage_id AND x.account_id = o.id)`;

const READ = `WITH sole AS (
    SELECT t.id, t.assignee_id IS NOT NULL AS held FROM task t
    WHERE (t.assignee_id = $1 AND (t.state IN ('OPEN', 'CLAIMED') OR t.state = 'SUSPENDED'))
      OR (t.id IN (${OFFERED}) AND t.assignee_id IS NULL AND t.state IN ('OPEN', 'SUSPENDED')
        AND NOT EXISTS (SELECT FROM stage_exclusion x WHERE x.stage_id = t.stage_id AND x.account_id = $1)
        AND NOT EXISTS (${SOMEBODY_ELSE})))
  SELECT t.id AS "taskId", c.id AS "caseId", c.number AS "caseNumber", t.process, t.stage_key AS stage, t.title_zh AS "titleZh",
    t.title_en AS "titleEn", t.state, t.due_at AS "dueAt", sole.held
  FROM sole JOIN task t USING (id) JOIN "case" c ON c.id = t.case_id
  WHERE $2::uuid IS NULL OR t.id = $2
  ORDER BY coalesce(t.due_at, 'infinity'), t.id`;

/** Every open task that this person holds or is the only candidate of, also suspended ones; the most urgent first. */
export function soleTasks(tx: Tx, accountId: string): Promise<SoleTask[]> {
  return tx.rows<SoleTask & Record<string, unknown>>(READ, [accountId, null]);
}

/** It still waits for this person alone. */
export async function isSoleHolder(tx: Tx, accountId: string, taskId: string): Promise<boolean> {
  return (await tx.maybe(READ, [accountId, taskId])) !== undefined;
}
