import { Act } from '../../acts/act.ts';
import type { Tx } from '../../persistence/tx.ts';
import { IS_CANDIDATE } from './holding.ts';

/** Why a claim ended without its holder: they may no longer hold the task. */
export type LossReason =
  | 'HOLDER_DISABLED'
  | 'ROLE_ENDED'
  | 'MEMBERSHIP_ENDED'
  /** They declared a conflict of interest, or it was recorded. */
  | 'CONFLICT_OF_INTEREST'
  /** Found afterwards: a role or a membership ran out by its date. */
  | 'HOLDER_GONE';

/** The transaction's own clock began before it waited for its locks; what ended meanwhile has ended. */
const candidateAt = (instant: string): string => IS_CANDIDATE.replaceAll('now()', instant);

/**
 * Of task `t`: whoever holds it is no longer active or no longer a candidate, and it was offered to more than that one person. A task that
 * is one person's own, as in a stage that asks everybody, goes into no pool.
 */
const isLost = (instant: string): string => `t.assignee_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM account a JOIN task_candidate tc ON tc.task_id = t.id
    WHERE a.id = t.assignee_id AND a.state = 'ACTIVE' AND ${candidateAt(instant)})
  AND EXISTS (SELECT FROM task_candidate o WHERE o.task_id = t.id AND o.account_id IS DISTINCT FROM t.assignee_id)`;

/** Open and suspended ones lie under an index each; the finished ones of a long career do not matter. */
const heldBy = (account: string): string => `(
    SELECT id, case_id FROM task WHERE assignee_id = ${account} AND state IN ('OPEN', 'CLAIMED')
    UNION ALL SELECT id, case_id FROM task WHERE assignee_id = ${account} AND state = 'SUSPENDED') held`;

/**
 * For an act that takes from somebody what made them a candidate: locks the cases they hold tasks of, in the order of their ids. Before
 * every other lock of the act (architecture §2).
 */
export async function lockClaimedCases({ tx }: Act, accountId: string): Promise<void> {
  await lockCases(tx, await casesHeld(tx, accountId), '');
}

/**
 * Afterwards, and after a company's lock if there is one: locks the person against a claim that is on its way. Gives how many tasks they
 * hold.
 * @throws 55P03, which passes by itself, when they claimed one more in between and its case is taken
 */
export async function lockHolder({ tx }: Act, accountId: string): Promise<number> {
  await tx.rows('SELECT FROM account WHERE id = $1 FOR NO KEY UPDATE', [accountId]);
  // Whoever waits now for the person holds a case of theirs: behind that one nobody may wait in turn.
  await lockCases(tx, await casesHeld(tx, accountId), 'NOWAIT');
  const { count } = await tx.one<{ count: number }>(`SELECT count(*) AS count FROM ${heldBy('$1')}`, [accountId]);
  return count;
}

async function casesHeld(tx: Tx, accountId: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(`SELECT DISTINCT case_id AS id FROM ${heldBy('$1')}`, [accountId]);
  return rows.map(({ id }) => id);
}

async function lockCases(tx: Tx, ids: readonly string[], wait: '' | 'NOWAIT'): Promise<void> {
  if (ids.length === 0) return;
  await tx.rows(`SELECT id FROM "case" WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE ${wait}`, [ids]);
}

/**
 * Puts back into their pools the tasks of this person that they may no longer hold, after both locks and the change itself. On record in
 * the chain of each case as done by the system; the last writes of the act. Gives how many.
 */
export async function releaseLostClaims(act: Act, accountId: string, reason: LossReason): Promise<number> {
  const lost = await act.tx.rows<{ id: string }>(
    `SELECT t.id FROM ${heldBy('$1')} JOIN task t USING (id) WHERE ${isLost('$2')} ORDER BY t.case_id, t.id`,
    [accountId, act.now],
  );
  const system = new Act(act.tx, act, { id: null, kind: 'SYSTEM' }, 'system');
  await returnToPool(system, lost, reason);
  await system.flush();
  return lost.length;
}

/** In a step of the system, under the case's lock: puts this task back into its pool when whoever holds it is gone. */
export async function releaseIfLost(act: Act, taskId: string): Promise<number> {
  const lost = await act.tx.rows<{ id: string }>(
    `SELECT t.id FROM task t WHERE t.id = $1 AND t.state IN ('OPEN', 'CLAIMED', 'SUSPENDED') AND ${isLost('$2')}`,
    [taskId, act.now],
  );
  await returnToPool(act, lost, 'HOLDER_GONE');
  return lost.length;
}

/** All tasks whose holders are gone. Not locked: each is looked at again under its case's lock. */
export function listLostClaims(sql: Tx): Promise<{ id: string; caseId: string }[]> {
  return sql.rows<{ id: string; caseId: string }>(
    `SELECT t.id, t.case_id AS "caseId" FROM task t
     WHERE t.assignee_id IS NOT NULL AND t.state IN ('OPEN', 'CLAIMED') AND ${isLost('clock_timestamp()')}
     UNION ALL
     SELECT t.id, t.case_id FROM task t WHERE t.assignee_id IS NOT NULL AND t.state = 'SUSPENDED' AND ${isLost('clock_timestamp()')}
     ORDER BY 2, 1`,
  );
}

/**
 * For a claim, under its case's lock: holds the person against losing the role in this moment, and looks whether they have it still.
 * False when they are disabled or no candidate any more.
 */
export async function mayStillHold({ tx }: Act, taskId: string, accountId: string): Promise<boolean> {
  const [, row] = await Promise.all([
    tx.rows('SELECT FROM account WHERE id = $1 FOR SHARE', [accountId]),
    tx.one<{ may: boolean }>(
      `SELECT EXISTS (SELECT FROM account a JOIN task_candidate tc ON tc.task_id = $1
         WHERE a.id = $2 AND a.state = 'ACTIVE' AND ${candidateAt('clock_timestamp()')}) AS may`,
      [taskId, accountId],
    ),
  ]);
  return row.may;
}

/** Puts tasks that somebody holds back into their pools. A suspended one is offered when its clock runs again. */
export async function returnToPool(
  act: Act,
  lost: readonly { readonly id: string }[],
  reasonCode: LossReason,
): Promise<void> {
  if (lost.length === 0) return;
  const released = await act.tx.rows<{ id: string; caseId: string; state: string; assignee: string }>(
    `WITH before AS (SELECT id, assignee_id FROM task WHERE id = ANY ($1)),
     released AS (
       UPDATE task t SET state = CASE state WHEN 'SUSPENDED' THEN state ELSE 'OPEN' END, resume_state = CASE state WHEN 'SUSPENDED' THEN 'OPEN' END,
              assignee_id = NULL, on_behalf_of = NULL, claimed_at = NULL, version = version + 1
       FROM before b WHERE t.id = b.id RETURNING t.id, t.case_id, t.state, b.assignee_id),
     offered AS (UPDATE task_candidate c SET open = true FROM released r WHERE c.task_id = r.id AND r.state = 'OPEN')
     SELECT id, case_id AS "caseId", state, assignee_id AS assignee FROM released ORDER BY case_id, id`,
    [lost.map(({ id }) => id)],
  );
  for (const { id, caseId, state, assignee } of released) {
    act.audit({
      action: 'TASK_RELEASED_BY_SYSTEM',
      caseId,
      subject: `task:${id}`,
      reasonCode,
      before: { assignee },
      after: { state },
      bySystem: act.actor.kind !== 'SYSTEM',
    });
  }
}
