import { Refusal } from '../../domain/refusal.ts';
import type { StageMode } from '../../domain/routes/route.ts';
import type { Tx } from '../../persistence/tx.ts';

/** A task and what this person is to it, read inside the act's transaction. */
export interface HeldTask {
  readonly id: string;
  readonly caseId: string;
  readonly stageId: string;
  readonly stageKey: string;
  readonly stageKind: 'APPROVAL' | 'SUPPLEMENT';
  readonly stageMode: StageMode;
  /** Its turn has not come, or others have to speak first. */
  readonly hold: 'TURN' | null;
  readonly phaseSeq: number;
  readonly form: string | null;
  readonly state: 'OPEN' | 'CLAIMED' | 'SUSPENDED' | 'DONE' | 'CANCELED' | 'SUPERSEDED';
  readonly assigneeId: string | null;
  readonly supersededBy: string | null;
  readonly candidate: boolean;
  /** Offered to this person by name: an overdue task that came to the superior. */
  readonly escalated: boolean;
  /** Whoever claimed it is no longer active, or no longer one of its candidates. */
  readonly holderGone: boolean;
  readonly caseClosed: boolean;
  readonly closing: string | null;
  readonly exclusion: string | null;
  readonly version: number;
}

/** Membership is read live: a role that ended a second ago no longer makes anybody a candidate. */
export const IS_CANDIDATE = `(tc.account_id = a.id
  OR (tc.kind = 'ROLE' AND EXISTS (SELECT FROM role_assignment r WHERE r.account_id = a.id AND r.role = tc.role AND r.unit_id = tc.scope_id
        AND r.valid_from <= now() AND (r.valid_to IS NULL OR r.valid_to > now())))
  OR (tc.kind IN ('POST', 'GROUP') AND EXISTS (SELECT FROM roster_member l WHERE l.account_id = a.id AND l.roster_id = tc.scope_id
        AND l.valid_from <= now() AND (l.valid_to IS NULL OR l.valid_to > now())))
  OR (tc.kind = 'COMPANY' AND EXISTS (SELECT FROM company_member m WHERE m.account_id = a.id AND m.role = tc.role AND m.company_id = tc.scope_id
        AND m.valid_from <= now() AND (m.valid_to IS NULL OR m.valid_to > now()))))`;

const READ = `SELECT t.id, t.case_id AS "caseId", t.stage_id AS "stageId", t.stage_key AS "stageKey", s.kind AS "stageKind", s.mode AS "stageMode", t.hold, s.phase_seq AS "phaseSeq",
    t.form, t.state, t.assignee_id AS "assigneeId", t.version,
    (SELECT r.id FROM task r WHERE r.stage_id = s.superseded_by LIMIT 1) AS "supersededBy",
    EXISTS (SELECT FROM task_candidate tc WHERE tc.task_id = t.id AND ${IS_CANDIDATE}) AS candidate,
    EXISTS (SELECT FROM task_candidate tc WHERE tc.task_id = t.id AND tc.account_id = $2) AS escalated,
    (t.assignee_id IS NOT NULL AND t.assignee_id <> $2 AND NOT EXISTS (SELECT FROM account a JOIN task_candidate tc ON tc.task_id = t.id
      WHERE a.id = t.assignee_id AND a.state = 'ACTIVE' AND ${IS_CANDIDATE})) AS "holderGone",
    c.closed_at IS NOT NULL AS "caseClosed", c.closing,
    (SELECT x.reason_code FROM stage_exclusion x WHERE x.stage_id = s.id AND x.account_id = a.id) AS exclusion
  FROM task t JOIN stage s ON s.id = t.stage_id JOIN "case" c ON c.id = t.case_id JOIN account a ON a.id = $2 WHERE t.id = $1`;

/** @throws Refusal NOT_FOUND */
export async function readTask(tx: Tx, taskId: string, accountId: string): Promise<HeldTask> {
  const task = await tx.maybe<HeldTask>(READ, [taskId, accountId]);
  if (task === undefined) throw new Refusal('NOT_FOUND');
  return task;
}

/**
 * The person may act on the task now: it is open, nothing excludes them, and nobody else holds it, unless that holder is gone or the
 * overdue task was offered to this person too. A candidate need not claim first; whoever claimed and is no candidate any more may not.
 * @throws Refusal ALREADY_DECIDED, SUPERSEDED, TASK_SUSPENDED, CASE_CLOSED, NOT_HOLDER, EXCLUDED
 */
export function assertHolder(task: HeldTask, accountId: string): void {
  assertOpen(task);
  if (task.exclusion !== null && task.assigneeId !== accountId)
    throw new Refusal('EXCLUDED', { reasonCode: task.exclusion });
  if (!task.candidate) throw new Refusal('NOT_HOLDER', { claimed: task.assigneeId !== null });
  if (isTaken(task, accountId)) throw new Refusal('NOT_HOLDER', { claimed: true });
}

/** Somebody else holds it, and rightly. */
export function isTaken({ assigneeId, escalated, holderGone }: HeldTask, accountId: string): boolean {
  return assigneeId !== null && assigneeId !== accountId && !escalated && !holderGone;
}

export function assertOpen(task: HeldTask): void {
  if (task.state === 'DONE') throw new Refusal('ALREADY_DECIDED');
  if (task.state === 'SUPERSEDED') throw new Refusal('SUPERSEDED', { by: task.supersededBy });
  if (task.state === 'CANCELED') throw canceledBy(task);
  if (task.hold !== null) throw new Refusal('NOT_YOUR_TURN');
  if (task.state === 'SUSPENDED') throw new Refusal('TASK_SUSPENDED');
}

/** A canceled task ended with its case, or with its phase while the case goes on. */
function canceledBy({ caseClosed, closing, supersededBy }: HeldTask): Refusal {
  if (caseClosed) return new Refusal('CASE_CLOSED');
  return closing === null
    ? new Refusal('SUPERSEDED', { by: supersededBy })
    : new Refusal('CASE_CLOSING', { by: closing });
}
