import type { Act } from '../../acts/act.ts';
import type { StageRule } from '../../domain/routes/route.ts';
import { resolveApprovers } from '../people/approvers/resolve-approvers.ts';
import { couldTake } from '../people/people.ts';
import type { CaseSnapshot } from '../snapshot.ts';

/** Who decides an overdue task instead, and who supervises it then. */
export interface LateReceivers {
  readonly receivers: readonly string[];
  readonly supervisorId: string | null;
}

/** Whom the route names for it, else the superior; empty where nobody is left. */
export async function lateReceivers(
  act: Act,
  snapshot: CaseSnapshot,
  rule: StageRule,
  taskId: string,
): Promise<LateReceivers> {
  const heads = await ids(act, SUPERIORS, taskId, snapshot.unitPath);
  const named = rule.overdueTo.length === 0 ? [] : await namedByRoute(act, snapshot, rule, taskId);
  const receivers = named.length > 0 ? named : heads.slice(0, 1);
  return { receivers, supervisorId: heads.find((id) => !receivers.includes(id)) ?? null };
}

/** The people of the first rule that finds anybody beside those who let the time pass. */
async function namedByRoute(act: Act, snapshot: CaseSnapshot, rule: StageRule, taskId: string): Promise<string[]> {
  const late = new Set(await couldTake(act.tx, taskId));
  for (const one of rule.overdueTo) {
    const { people } = await resolveApprovers(act.tx, snapshot, rule, [one]);
    const others = people.map(({ accountId }) => accountId).filter((id) => !late.has(id));
    const found = await ids(act, ELIGIBLE, taskId, others);
    if (found.length > 0) return found;
  }
  return [];
}

async function ids({ tx }: Act, sql: string, taskId: string, others: readonly string[]): Promise<string[]> {
  return (await tx.rows<{ id: string }>(sql, [taskId, others])).map(({ id }) => id);
}

/** Active staff whom nothing excludes from the stage, who have no other word in it, and to whom time has not brought the task before. */
const COULD_TAKE_OVER = `EXISTS (SELECT FROM account a WHERE a.id = h.id AND a.state = 'ACTIVE' AND a.kind = 'STAFF')
    AND NOT EXISTS (SELECT FROM stage_exclusion x WHERE x.stage_id = t.stage_id AND x.account_id = h.id)
    AND NOT EXISTS (SELECT FROM task o WHERE o.stage_id = t.stage_id AND o.id <> t.id AND o.state <> 'CANCELED' AND (o.decided_by = h.id
      OR o.assignee_id = h.id OR EXISTS (SELECT FROM task_candidate c WHERE c.task_id = o.id AND c.account_id = h.id)))
    AND NOT EXISTS (SELECT FROM task_operation p WHERE p.task_id = t.id AND p.account_id IS NULL AND p.target_id = h.id)`;

/** The task's supervisor, then the heads above them, nearest first. */
const SUPERIORS = `WITH heads AS (SELECT u.head_id AS id, max(cardinality(u.path)) AS depth FROM unit u WHERE u.id = ANY ($2::uuid[]) AND u.head_id IS NOT NULL GROUP BY 1)
  SELECT h.id FROM task t JOIN heads h ON h.id = t.supervisor_id OR h.depth < (SELECT s.depth FROM heads s WHERE s.id = t.supervisor_id)
  WHERE t.id = $1 AND ${COULD_TAKE_OVER} ORDER BY h.depth DESC`;

const ELIGIBLE = `SELECT h.id FROM task t, unnest($2::uuid[]) WITH ORDINALITY AS h(id, n) WHERE t.id = $1 AND ${COULD_TAKE_OVER} ORDER BY h.n`;
