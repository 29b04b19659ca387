import { isOwedByCompany } from '../../domain/routes/approvers/rules-for.ts';
import type { StageRule } from '../../domain/routes/route.ts';
import { confirmationFault } from '../../domain/tasks/confirmation.ts';
import { offeredOperations, type OfferedOperation } from '../../domain/tasks/offered-operations.ts';
import { standingRun } from '../../domain/tasks/phase-state.ts';
import { removeSigner } from '../../domain/tasks/signers.ts';
import type { Tx } from '../../persistence/tx.ts';
import { confirmationFor } from '../confirmations/read-confirmation.ts';
import type { AtHand } from '../operations/at-hand.ts';
import { isTold } from '../deciding/tell-decision.ts';
import { isDelegate, isOurs, mayAct, type HeldTask } from '../people/holding.ts';
import { ruleOf, supplementRule } from '../runs/rules.ts';
import { readSeats } from '../seats/read-seats.ts';
import { phaseBySeq, type PhaseRow } from '../snapshot.ts';
import { supervises } from '../supervising/supervises.ts';

interface OwnWords extends Record<string, unknown> {
  /** The last word of the person on this task. */
  readonly id: string | null;
  readonly hasSpoken: boolean;
}

const OWN_WORDS = `SELECT (SELECT id FROM decision WHERE task_id = $1 AND account_id = $2 AND taken_back_at IS NULL AND outcome IN ('APPROVE', 'REJECT', 'RETURN')
    ORDER BY id DESC LIMIT 1) AS id,
  EXISTS (SELECT FROM decision WHERE stage_id = $3 AND account_id = $2 AND taken_back_at IS NULL) AS "hasSpoken"`;

/** The rule a task goes by, and everything this person may do with it now. */
export async function offeredOn(
  sql: Tx,
  { task, snapshot }: AtHand,
  accountId: string,
): Promise<{ readonly rule: StageRule; readonly operations: OfferedOperation[] }> {
  const phase = phaseBySeq(snapshot, task.phaseSeq);
  if (phase === undefined) throw new Error(`Phase ${task.phaseSeq} of case ${snapshot.id} is missing`);
  const isSupplement = task.stageKind === 'SUPPLEMENT';
  const rule = isSupplement ? await supplementRule({ tx: sql }, snapshot) : ruleOf(snapshot, phase, task.stageKey);
  const isInPhase = snapshot.closedAt === null && snapshot.closing === null && phase.state === 'OPEN';
  const [words, removable, isSupervisor, confirmation] = await Promise.all([
    sql.one<OwnWords>(OWN_WORDS, [task.id, accountId, task.stageId]),
    removableBy(sql, task, phase, accountId),
    supervises(sql, snapshot, task.id, accountId),
    confirmationFor(sql, task.stageId, accountId),
  ]);
  const operations = offeredOperations({
    isInPhase,
    state: task.state,
    isHeld: task.hold !== null,
    isHolder: mayAct(task, accountId),
    isClaimedByThem: task.assigneeId === accountId,
    isTheirs: isOurs(task, accountId),
    isDelegated: task.delegateId !== null,
    isDelegate: isDelegate(task, accountId),
    hasSpoken: words.hasSpoken,
    isSupervisor,
    mayConfirm: confirmationFault(confirmation) === undefined,
    isSupplement,
    isOwed: isSupplement || isOwedByCompany(rule.approvers),
    isSignature: rule.outcomes.includes('SIGN'),
    removable,
    ownDecision: isRevocable(task, phase) && snapshot.closedAt === null && snapshot.closing === null ? words.id : null,
    rule,
  });
  return { rule, operations };
}

/** The run the word was given in stands, and what it came to was not told to the applicant. */
function isRevocable({ stageId }: HeldTask, phase: PhaseRow): boolean {
  const given = phase.runs.find(({ id }) => id === stageId);
  if (given === undefined) return false;
  const { state } = standingRun(phase, given);
  return (state === 'OPEN' || state === 'DONE') && !isTold(phase.name, phase.outcome ?? '');
}

async function removableBy(sql: Tx, task: HeldTask, phase: PhaseRow, accountId: string): Promise<string[]> {
  const run = phase.runs.find(({ id }) => id === task.stageId);
  if (run?.state !== 'OPEN') return [];
  const seats = await readSeats(sql, task.stageId);
  const isUndecided = task.state === 'OPEN' || task.state === 'CLAIMED' || task.state === 'SUSPENDED';
  const isHolder = isUndecided && mayAct(task, accountId);
  return seats
    .filter(({ added, addedBy }) => added?.by === task.id && (isHolder || addedBy?.id === accountId))
    .filter(({ id }) => removeSigner(id, seats).kind === 'REMOVED')
    .map(({ id }) => id);
}
