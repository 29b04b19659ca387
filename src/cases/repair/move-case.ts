import type { Act } from '../../acts/act.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import { moveTo } from '../../domain/tasks/enter-phase.ts';
import { approvedKeys, isLive, type Effect } from '../../domain/tasks/phase-state.ts';
import { phasesToReopen, reopenFault, stageFault, type ReopenablePhase } from '../../domain/tasks/reopen-phase.ts';
import { assertGoverns } from '../../organisation/governs.ts';
import { caseParams } from '../../tasks/case-params.ts';
import { applicantAccounts } from '../../tasks/people/applicant-accounts.ts';
import { caseHolders } from '../../tasks/people/people.ts';
import { applyEffects } from '../../tasks/runs/apply-effects.ts';
import { ownPhases, phaseState, readCase, rulesOf, type CaseSnapshot, type PhaseRow } from '../../tasks/snapshot.ts';
import { recordCaseOperation } from './case-operation.ts';
import { repairOf, type Repairs } from './repairs.ts';

export interface CaseMove {
  readonly caseId: string;
  readonly phase: string;
  /** Where in the phase it begins; left out, the phase begins anew. */
  readonly stage: string | undefined;
  readonly reason: string;
}

/**
 * An administrator sets a case back to a phase it was in (移动): everything open is canceled in this transaction and the current phase ends
 * `MOVE_TO_<PHASE>`; the workflow follows. Words already given stay on record.
 * @throws Refusal NOT_ALLOWED, CASE_CLOSED, CASE_CLOSING, IN_TRANSITION, PHASE_NOT_POSSIBLE
 */
export async function moveCase(act: Act, repairs: Repairs, move: CaseMove): Promise<Facts> {
  const snapshot = await readCase(act.tx, move.caseId);
  const { order, moved } = repairOf(repairs, snapshot);
  await assertGoverns(act, [snapshot.unitId]);
  if (snapshot.closedAt !== null) throw new Refusal('CASE_CLOSED', { state: snapshot.state });
  if (snapshot.closing !== null) throw new Refusal('CASE_CLOSING', { by: snapshot.closing });
  const current = snapshot.phases.at(-1);
  if (current?.state !== 'OPEN') throw new Refusal('IN_TRANSITION');
  assertPossible(order, snapshot, current, move);
  await tellOfMove(act, order, snapshot, move);
  recordCaseOperation(act, { ...move, generation: snapshot.generation, kind: 'MOVE', seq: current.seq });
  await applyEffects(act, snapshot, current, effectsOf(snapshot, current, move), {
    decisionId: null,
    taskId: null,
    accountId: act.actor.id,
    bySystem: false,
  });
  act.audit({
    action: 'CASE_MOVED',
    caseId: snapshot.id,
    subject: `case:${snapshot.id}`,
    reasonCode: 'BY_ADMINISTRATOR',
    before: { phase: current.name, stages: current.runs.filter(isLive).map(({ key }) => key) },
    after: { operation: act.id, phase: move.phase, stage: move.stage ?? null },
  });
  await moved(act, snapshot, move.phase);
  return { caseId: snapshot.id, phase: move.phase };
}

function effectsOf(snapshot: CaseSnapshot, current: PhaseRow, { phase, stage }: CaseMove): Effect[] {
  return [
    ...current.runs.filter(isLive).map((run): Effect => ({ kind: 'CANCEL_RUN', run: run.id })),
    {
      kind: 'END_PHASE',
      outcome: moveTo(phase),
      context: { move: { stage: stage ?? null }, approved: approvedKeys(phaseState(snapshot, current)) },
    },
  ];
}

function assertPossible(
  order: readonly ReopenablePhase[],
  snapshot: CaseSnapshot,
  current: PhaseRow,
  { phase, stage }: CaseMove,
): void {
  const fault =
    reopenFault(order, current.name, phase) ??
    (stage === undefined
      ? undefined
      : stageFault(rulesOf(snapshot, phase), approvedIn(snapshot, current, phase), stage));
  if (fault === undefined) return;
  const possible = phasesToReopen(order, current.name).map(({ name }) => name);
  throw new Refusal('PHASE_NOT_POSSIBLE', { reasonCode: fault, possible });
}

function approvedIn(snapshot: CaseSnapshot, current: PhaseRow, phase: string): readonly string[] {
  if (current.name === phase) return approvedKeys(phaseState(snapshot, current));
  return ownPhases(snapshot).findLast(({ name }) => name === phase)?.context.approved ?? [];
}

/** The applicant hears where the case is now, and whoever loses a task by it that it is gone. */
async function tellOfMove(
  act: Act,
  order: readonly ReopenablePhase[],
  snapshot: CaseSnapshot,
  { phase, reason }: CaseMove,
): Promise<void> {
  const title = order.find(({ name }) => name === phase)?.title;
  const common = {
    process: snapshot.process,
    event: 'CASE_MOVED' as const,
    ref: `move:${act.id}`,
    caseId: snapshot.id,
    params: { ...caseParams(snapshot), phaseTitleZh: title?.zh ?? '', phaseTitleEn: title?.en ?? '', reason },
  };
  act.tell({ ...common, group: 'APPLICANT', accountIds: await applicantAccounts(act.tx, snapshot) });
  act.tell({ ...common, group: 'CANDIDATES', accountIds: await caseHolders(act.tx, snapshot.id) });
}
