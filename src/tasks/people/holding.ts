import { Refusal } from '../../domain/refusal.ts';
import type { StageMode } from '../../domain/routes/route.ts';
import type { Tx } from '../../persistence/tx.ts';
import { holderRemainsAt, isCandidateAt } from './is-candidate.ts';
import { lapsedStandIns } from './stand-ins/lapsed.ts';
import { standInFor, standInForDelegate } from './stand-ins/stand-in.ts';

/** A task and what this person is to it, read inside the act's transaction. */
export interface HeldTask {
  readonly id: string;
  readonly caseId: string;
  readonly stageId: string;
  readonly stageKey: string;
  readonly stageKind: 'APPROVAL' | 'SUPPLEMENT';
  readonly stageMode: StageMode;
  /** TURN: its turn has not come. SIGNER: those whom its holder added before themselves have not all spoken. */
  readonly hold: 'TURN' | 'SIGNER' | null;
  /** An added signer's: they give their word for the seat that added them, or beside it. */
  readonly isAdded: boolean;
  /** Its stage has this one seat, and its word is the stage's. */
  readonly isAlone: boolean;
  readonly phaseSeq: number;
  readonly form: string | null;
  readonly state: 'OPEN' | 'CLAIMED' | 'SUSPENDED' | 'DONE' | 'CANCELED' | 'SUPERSEDED';
  readonly assigneeId: string | null;
  /** In whose name the assignee claimed it; null when in their own. */
  readonly claimedFor: string | null;
  /** Who works on it and has not recommended anything yet (委派). */
  readonly delegateId: string | null;
  /** The delegate, where this person stands in for them and has the task in no way of their own; null else. */
  readonly delegateFor: string | null;
  /** In whose name this person would act (代理); null when in their own. */
  readonly onBehalfOf: string | null;
  readonly supersededBy: string | null;
  readonly candidate: boolean;
  /** An overdue task that came to this person, or to whom they act for, as the superior. */
  readonly escalated: boolean;
  /** Whoever claimed it is no longer active, no longer one of its candidates, or no longer stands in for whom they claimed it. */
  readonly holderGone: boolean;
  readonly caseClosed: boolean;
  readonly closing: string | null;
  readonly exclusion: string | null;
  readonly version: number;
}

/** Nobody was added to the stage of `s`. */
export const IS_ALONE = 'NOT EXISTS (SELECT FROM task o WHERE o.stage_id = s.id AND o.added_by_task IS NOT NULL)';

const READ = `SELECT t.id, t.case_id AS "caseId", t.stage_id AS "stageId", t.stage_key AS "stageKey", s.kind AS "stageKind", s.mode AS "stageMode", t.hold, s.phase_seq AS "phaseSeq",
    t.added_by_task IS NOT NULL AS "isAdded", s.mode = 'ANY' AND ${IS_ALONE} AS "isAlone",
    t.form, t.state, t.assignee_id AS "assigneeId", t.on_behalf_of AS "claimedFor", t.delegate_id AS "delegateId", t.version,
    (SELECT r.id FROM task r WHERE r.stage_id = s.superseded_by LIMIT 1) AS "supersededBy",
    EXISTS (SELECT FROM task_candidate tc WHERE tc.task_id = t.id AND ${isCandidateAt('now()')}) AS candidate,
    EXISTS (SELECT FROM task_candidate tc WHERE tc.task_id = t.id AND tc.account_id = $2 AND tc.escalated) AS escalated,
    (t.assignee_id IS NOT NULL AND t.assignee_id <> $2 AND NOT ${holderRemainsAt('now()')}) AS "holderGone",
    EXISTS (SELECT FROM substitution s WHERE s.substitute_id = $2 AND s.revoked_at IS NULL AND s.valid_to > now()) AS "standsIn",
    c.closed_at IS NOT NULL AS "caseClosed", c.closing,
    (SELECT x.reason_code FROM stage_exclusion x WHERE x.stage_id = s.id AND x.account_id = a.id) AS exclusion
  FROM task t JOIN stage s ON s.id = t.stage_id JOIN "case" c ON c.id = t.case_id JOIN account a ON a.id = $2 WHERE t.id = $1`;

type TaskRow = Omit<HeldTask, 'onBehalfOf' | 'delegateFor'>;

/** @throws Refusal NOT_FOUND */
export async function readTask(tx: Tx, taskId: string, accountId: string): Promise<HeldTask> {
  const row = await tx.maybe<TaskRow & { readonly standsIn: boolean }>(READ, [taskId, accountId]);
  if (row === undefined) throw new Refusal('NOT_FOUND');
  const { standsIn, ...task } = row;
  const own = {
    ...task,
    holderGone: await isHolderGone(tx, task, accountId),
    onBehalfOf: null,
    delegateFor: null,
  };
  return standsIn && !mayAct(own, accountId) ? inAnothersName(tx, own, accountId) : own;
}

/** For whom somebody holds a task is looked at only where it is held for somebody else. */
async function isHolderGone(
  tx: Tx,
  { id, assigneeId, claimedFor, holderGone }: TaskRow,
  accountId: string,
): Promise<boolean> {
  if (holderGone || claimedFor === null || assigneeId === accountId) return holderGone;
  return (await lapsedStandIns(tx, 't.id = $1', [id])).length > 0;
}

/** Whoever may act for themselves does; only else for somebody they stand in for. */
async function inAnothersName(tx: Tx, own: HeldTask, accountId: string): Promise<HeldTask> {
  const isAway = own.delegateId !== null && own.delegateId !== accountId;
  const [found, delegateFor] = await Promise.all([
    standInFor(tx, own.id, accountId),
    isAway ? standInForDelegate(tx, own.id, accountId) : null,
  ]);
  if (found === undefined || (own.candidate && found.bar !== null)) return { ...own, delegateFor };
  const { principalId, bar, escalated } = found;
  return { ...own, delegateFor, candidate: true, exclusion: bar, escalated, onBehalfOf: principalId };
}

/**
 * The person may act on the task now: it is open, nothing excludes them, and nobody else holds it, unless that holder is gone or the
 * overdue task was offered to this person too. A candidate need not claim first; whoever claimed and is no candidate any more may not.
 * @throws Refusal ALREADY_DECIDED, SUPERSEDED, TASK_SUSPENDED, NOT_YOUR_TURN, CASE_CLOSED, NOT_HOLDER, EXCLUDED, DELEGATED_AWAY
 */
export function assertHolder(task: HeldTask, accountId: string): void {
  assertOpen(task);
  if (isExcluded(task, accountId)) throw new Refusal('EXCLUDED', { reasonCode: task.exclusion });
  if (!task.candidate) throw new Refusal('NOT_HOLDER', { claimed: task.assigneeId !== null });
  if (isTaken(task, accountId)) throw new Refusal('NOT_HOLDER', { claimed: true });
  if (task.delegateId !== null) throw new Refusal('DELEGATED_AWAY');
}

/** Asked to work on it by whoever has it (委派), or standing in for whom they asked. */
export function isDelegate({ delegateId, delegateFor }: HeldTask, accountId: string): boolean {
  return delegateId === accountId || delegateFor !== null;
}

/** In whose name the person works on the task; null when in their own. */
export function worksFor({ delegateId, delegateFor, onBehalfOf }: HeldTask, accountId: string): string | null {
  return delegateId === accountId ? null : (delegateFor ?? onBehalfOf);
}

/**
 * The person may do the work behind the task's decision: its holder, or while it is delegated the delegate.
 * @throws Refusal as `assertHolder`
 */
export function assertAtWork(task: HeldTask, accountId: string): void {
  if (isDelegate(task, accountId)) assertOpen(task);
  else assertHolder(task, accountId);
}

/** Nothing about the person keeps them from the task; whether it is open at the moment is another question. */
export function mayAct(task: HeldTask, accountId: string): boolean {
  return task.candidate && !isExcluded(task, accountId) && !isTaken(task, accountId);
}

/** Who was given a task back keeps it; in another's name nobody keeps anything. */
function isExcluded({ exclusion, assigneeId, onBehalfOf }: HeldTask, accountId: string): boolean {
  return exclusion !== null && (assigneeId !== accountId || onBehalfOf !== null);
}

/** Held by this person, in their name, or by whom they stand in for. */
export function isOurs({ assigneeId, claimedFor, onBehalfOf }: HeldTask, accountId: string): boolean {
  return (
    (assigneeId !== null && [assigneeId, claimedFor].includes(accountId)) ||
    (onBehalfOf !== null && assigneeId === onBehalfOf)
  );
}

/** Somebody else holds it, and rightly. */
export function isTaken(task: HeldTask, accountId: string): boolean {
  const { assigneeId, escalated, holderGone } = task;
  return assigneeId !== null && !isOurs(task, accountId) && !escalated && !holderGone;
}

export function assertOpen(task: HeldTask): void {
  if (task.state === 'DONE') throw new Refusal('ALREADY_DECIDED');
  if (task.state === 'SUPERSEDED') throw new Refusal('SUPERSEDED', { by: task.supersededBy });
  if (task.state === 'CANCELED') throw canceledBy(task);
  if (task.hold !== null) throw new Refusal('NOT_YOUR_TURN', { waitsFor: task.hold });
  if (task.state === 'SUSPENDED') throw new Refusal('TASK_SUSPENDED');
}

/** A canceled task ended with its case, or with its phase while the case goes on. */
function canceledBy({ caseClosed, closing, supersededBy }: HeldTask): Refusal {
  if (caseClosed) return new Refusal('CASE_CLOSED');
  return closing === null
    ? new Refusal('SUPERSEDED', { by: supersededBy })
    : new Refusal('CASE_CLOSING', { by: closing });
}
