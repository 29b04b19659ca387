import { Act } from '../../acts/act.ts';
import type { SystemReason } from '../../domain/tasks/reasons/system-reasons.ts';
import type { Tx } from '../../persistence/tx.ts';
import { holderRemainsAt, isCandidateAt } from './is-candidate.ts';
import { lapsedStandIns } from './stand-ins/lapsed.ts';
import { standInFor } from './stand-ins/stand-in.ts';

/** Why a claim ended without its holder: they may no longer hold the task. */
export type LossReason =
  | Extract<SystemReason, 'HOLDER_DISABLED' | 'ROLE_ENDED' | 'MEMBERSHIP_ENDED'>
  /** They declared a conflict of interest, or it was recorded. */
  | 'CONFLICT_OF_INTEREST'
  /** They held it in the name of somebody for whom they stand in no longer. */
  | Extract<SystemReason, 'SUBSTITUTION_ENDED'>
  /** Found afterwards: a role, a membership or a substitution ran out by its date. */
  | Extract<SystemReason, 'HOLDER_GONE'>;

/**
 * Of task `t`: who holds it may hold it no longer, and it was offered to more than that one person. A task that is one person's own, as in
 * a stage that asks everybody, goes into no pool. By an instant of its own: the transaction's clock began before it waited for its locks, and
 * what ended meanwhile has ended.
 */
const isLost = (instant: string): string => `t.assignee_id IS NOT NULL AND NOT ${holderRemainsAt(instant)}
  AND EXISTS (SELECT FROM task_candidate o WHERE o.task_id = t.id AND o.account_id IS DISTINCT FROM t.assignee_id)`;

/**
 * What these people hold, and what others hold in their name. Open and suspended ones lie under an index each; the finished ones of a long
 * career do not matter.
 */
const heldBy = (accounts: string): string => `(
    SELECT id, case_id FROM task WHERE assignee_id = ANY (${accounts}) AND state IN ('OPEN', 'CLAIMED')
    UNION SELECT id, case_id FROM task WHERE assignee_id = ANY (${accounts}) AND state = 'SUSPENDED'
    UNION SELECT id, case_id FROM task WHERE on_behalf_of = ANY (${accounts}) AND state IN ('CLAIMED', 'SUSPENDED')) held`;

/** One person, or several. */
type People = string | readonly string[];

/**
 * For an act that takes from somebody what made them a candidate: locks the cases they hold tasks of, in the order of their ids. Before
 * every other lock of the act (architecture §2).
 */
export async function lockClaimedCases({ tx }: Act, people: People): Promise<void> {
  await lockCases(tx, await casesHeld(tx, people), '');
}

/**
 * Afterwards, and after a company's lock if there is one: locks the person against a claim that is on its way, by them or in their name.
 * Gives how many tasks they hold.
 * @throws 55P03, which passes by itself, when they claimed one more in between and its case is taken
 */
export async function lockHolder({ tx }: Act, people: People): Promise<number> {
  const ids = [people].flat();
  await tx.rows('SELECT FROM account WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE', [ids]);
  // Whoever waits now for the person holds a case of theirs: behind that one nobody may wait in turn.
  await lockCases(tx, await casesHeld(tx, ids), 'NOWAIT');
  const { count } = await tx.one<{ count: number }>(`SELECT count(*) AS count FROM ${heldBy('$1')}`, [ids]);
  return count;
}

async function casesHeld(tx: Tx, people: People): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(`SELECT DISTINCT case_id AS id FROM ${heldBy('$1')}`, [[people].flat()]);
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
export async function releaseLostClaims(act: Act, people: People, reason: LossReason): Promise<number> {
  const ids = [people].flat();
  const gone = await act.tx.rows<{ id: string }>(
    `SELECT t.id FROM ${heldBy('$1')} JOIN task t USING (id) WHERE ${isLost('$2')}`,
    [ids, act.now],
  );
  const lapsed = await lapsedStandIns(act.tx, '(t.assignee_id = ANY ($1) OR t.on_behalf_of = ANY ($1))', [ids]);
  const system = new Act(act.tx, act, { id: null, kind: 'SYSTEM' }, 'system');
  const released = await returnToPool(system, [...gone, ...lapsed], reason);
  await system.flush();
  return released;
}

/** In a step of the system, under the case's lock: puts this task back into its pool when whoever holds it is gone. */
export async function releaseIfLost(act: Act, taskId: string): Promise<number> {
  const [gone, lapsed] = await Promise.all([
    act.tx.rows<{ id: string }>(
      `SELECT t.id FROM task t WHERE t.id = $1 AND t.state IN ('OPEN', 'CLAIMED', 'SUSPENDED') AND ${isLost('$2')}`,
      [taskId, act.now],
    ),
    lapsedStandIns(act.tx, 't.id = $1', [taskId]),
  ]);
  return returnToPool(act, [...gone, ...lapsed], 'HOLDER_GONE');
}

/** All tasks whose holders are gone. Not locked: each is looked at again under its case's lock. */
export async function listLostClaims(sql: Tx): Promise<{ id: string; caseId: string }[]> {
  const gone = await sql.rows<{ id: string; caseId: string }>(
    `SELECT t.id, t.case_id AS "caseId" FROM task t
     WHERE t.assignee_id IS NOT NULL AND t.state IN ('OPEN', 'CLAIMED') AND ${isLost('clock_timestamp()')}
     UNION ALL
     SELECT t.id, t.case_id FROM task t WHERE t.assignee_id IS NOT NULL AND t.state = 'SUSPENDED' AND ${isLost('clock_timestamp()')}
     ORDER BY 2, 1`,
  );
  const known = new Set(gone.map(({ id }) => id));
  return [...gone, ...(await lapsedStandIns(sql, 'true', [])).filter(({ id }) => !known.has(id))];
}

/**
 * For a claim, under its case's lock: holds the person, and whom they claim it for, against losing the role in this moment, and looks whether
 * they may have it still. False when they are disabled, no candidate or no substitute any more.
 */
export async function mayStillHold({ tx, onBehalfOf }: Act, taskId: string, accountId: string): Promise<boolean> {
  const people = onBehalfOf === null ? [accountId] : [accountId, onBehalfOf];
  const [, { may }] = await Promise.all([
    tx.rows('SELECT FROM account WHERE id = ANY ($1) ORDER BY id FOR SHARE', [people]),
    tx.one<{ may: boolean }>(
      `SELECT EXISTS (SELECT FROM account a JOIN task_candidate tc ON tc.task_id = $1
         WHERE a.id = $2 AND a.state = 'ACTIVE' AND ${isCandidateAt('clock_timestamp()')}) AS may`,
      [taskId, onBehalfOf ?? accountId],
    ),
  ]);
  if (!may || onBehalfOf === null) return may;
  return (await standInFor(tx, taskId, accountId))?.principalId === onBehalfOf;
}

/** Puts tasks that somebody holds back into their pools. A suspended one is offered when its clock runs again. */
export async function returnToPool(
  act: Act,
  lost: readonly { readonly id: string }[],
  reasonCode: LossReason,
): Promise<number> {
  if (lost.length === 0) return 0;
  const released = await act.tx.rows<{ id: string; caseId: string; state: string; assignee: string }>(
    `WITH before AS (SELECT id, assignee_id FROM task WHERE id = ANY ($1)),
     released AS (
       UPDATE task t SET state = CASE state WHEN 'SUSPENDED' THEN state ELSE 'OPEN' END, resume_state = CASE state WHEN 'SUSPENDED' THEN 'OPEN' END,
              delegate_id = NULL, assignee_id = NULL, on_behalf_of = NULL, claimed_at = NULL, version = version + 1
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
  return released.length;
}
