import type { Act } from '../../acts/act.ts';
import type { Tx } from '../../persistence/tx.ts';
import type { Exclusion } from '../people/approvers/pools.ts';
import type { CandidateScope } from '../people/approvers/resolve-approvers.ts';

/** A live task of a stage, and what it is to one person. */
export interface Offer extends Record<string, unknown> {
  readonly id: string;
  /** They hold it, or somebody does in their name. */
  readonly isTheirs: boolean;
  /** It is offered to them by name. */
  readonly isNamed: boolean;
  /** It is offered to others too. */
  readonly isShared: boolean;
  /** It is offered to whoever has a role, post or group. */
  readonly isPool: boolean;
}

export function offersOf(tx: Tx, stageId: string, accountId: string): Promise<Offer[]> {
  return tx.rows<Offer>(
    `SELECT t.id, coalesce(t.assignee_id = $2 OR t.on_behalf_of = $2, false) AS "isTheirs",
       EXISTS (SELECT FROM task_candidate c WHERE c.task_id = t.id AND c.account_id = $2) AS "isNamed",
       EXISTS (SELECT FROM task_candidate c WHERE c.task_id = t.id AND c.account_id IS DISTINCT FROM $2) AS "isShared",
       EXISTS (SELECT FROM task_candidate c WHERE c.task_id = t.id AND c.account_id IS NULL) AS "isPool"
     FROM task t WHERE t.stage_id = $1 AND t.state IN ('OPEN', 'CLAIMED', 'SUSPENDED') ORDER BY t.position, t.id`,
    [stageId, accountId],
  );
}

/** On record why they may not act here any more; what is offered to others too is no longer offered to them by name. */
export function bar({ tx }: Act, stageId: string, accountId: string): void {
  tx.send(
    `WITH recalled AS (
       UPDATE task SET delegate_id = NULL, version = version + 1 WHERE stage_id = $1 AND delegate_id = $2),
     barred AS (
       INSERT INTO stage_exclusion (stage_id, account_id, reason_code) VALUES ($1, $2, 'CONFLICT_OF_INTEREST') ON CONFLICT DO NOTHING)
     DELETE FROM task_candidate c USING task t WHERE c.task_id = t.id AND t.stage_id = $1 AND c.account_id = $2
       AND EXISTS (SELECT FROM task_candidate o WHERE o.task_id = t.id AND o.account_id IS DISTINCT FROM $2)`,
    [stageId, accountId],
  );
}

/** Whom something keeps from acting in the stage. */
export async function barredFrom(tx: Tx, stageId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ id: string }>('SELECT account_id AS id FROM stage_exclusion WHERE stage_id = $1', [
    stageId,
  ]);
  return new Set(rows.map(({ id }) => id));
}

/** What has come to keep people from the stage since it opened. */
export function exclude({ tx }: Act, stageId: string, exclusions: readonly Exclusion[]): void {
  tx.send(
    `INSERT INTO stage_exclusion (stage_id, account_id, reason_code, source_key)
     SELECT $1, x."accountId", x."reasonCode", x."sourceKey"
     FROM jsonb_to_recordset($2::jsonb) AS x("accountId" uuid, "reasonCode" text, "sourceKey" text) ON CONFLICT DO NOTHING`,
    [stageId, JSON.stringify(exclusions)],
  );
}

/** One statement, so that there is no instant in which nobody may take the task. Its deadline runs on. */
export async function reoffer(
  tx: Tx,
  taskId: string,
  scopes: readonly CandidateScope[],
): Promise<{ dueAt: Date | null; isOpen: boolean }> {
  return tx.one<{ dueAt: Date | null; isOpen: boolean }>(
    `WITH former AS (DELETE FROM task_candidate WHERE task_id = $1),
       offered AS (
         INSERT INTO task_candidate (task_id, kind, role, scope_id, account_id, due_at, priority, open)
         SELECT t.id, c.kind, c.role, c."scopeId", c."accountId", coalesce(t.due_at, 'infinity'), t.priority, t.state <> 'SUSPENDED'
         FROM task t, jsonb_to_recordset($2::jsonb) AS c(kind text, role text, "scopeId" uuid, "accountId" uuid) WHERE t.id = $1)
     UPDATE task SET state = CASE state WHEN 'SUSPENDED' THEN state ELSE 'OPEN' END, resume_state = CASE WHEN resume_state IS NOT NULL THEN 'OPEN' END,
            delegate_id = NULL, assignee_id = NULL, on_behalf_of = NULL, claimed_at = NULL, version = version + 1 WHERE id = $1
     RETURNING due_at AS "dueAt", state <> 'SUSPENDED' AS "isOpen"`,
    [taskId, JSON.stringify(scopes)],
  );
}
