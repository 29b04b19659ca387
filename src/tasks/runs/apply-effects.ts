import type { Act } from '../../acts/act.ts';
import { isToConfirm } from '../../domain/tasks/confirmation.ts';
import type { Effect, PhaseContext } from '../../domain/tasks/phase-state.ts';
import { closeRun, restoreRun } from './close-run.ts';
import { openRun, type OpenedRun } from './open-run.ts';
import { copyStage } from '../../conversation/copies/copy-stage.ts';
import { askToConfirm } from '../confirmations/ask-to-confirm.ts';
import { phaseBySeq, phaseState, readCase, rulesOf, type CaseSnapshot, type PhaseRow } from '../snapshot.ts';
import { tellEnding } from './tell-ending.ts';
import { concludeStage } from '../../domain/tasks/conclude-stage.ts';
import { resumeRun, suspendRun } from './suspend-run.ts';

export interface Cause {
  /** The decision whose effects these are; null for the system. */
  readonly decisionId: string | null;
  readonly taskId: string | null;
  readonly accountId: string | null;
  readonly bySystem: boolean;
  /** An act that stands whatever follows from it: where a stage to open would refuse it, the administrators take that. */
  readonly neverRefused?: boolean;
}

export interface Applied {
  readonly opened: readonly OpenedRun[];
  readonly ended: { readonly outcome: string; readonly context: PhaseContext } | undefined;
  /** The last word in the phase was the system's, as a stage opened. */
  readonly isEndedBySystem: boolean;
}

/** Carries the route core's effects into the rows, in their order, and settles what the case and its workflow have to know. */
export async function applyEffects(
  act: Act,
  snapshot: CaseSnapshot,
  phase: PhaseRow,
  effects: readonly Effect[],
  cause: Cause,
): Promise<Applied> {
  const opened: OpenedRun[] = [];
  let ended = await carryOut(act, snapshot, phase, effects, cause, opened);
  const byPeople = ended;
  // Stages that the system decides as they open may open others, which it may decide too.
  for (let n = 0; n < opened.length && ended === undefined; n += 1) {
    const { stageId, concluded } = opened[n] ?? {};
    if (stageId === undefined || concluded == null) continue;
    const { now, further } = await conclude(act, snapshot, phase, stageId, concluded);
    ended = await carryOut(act, snapshot, now, further, { ...cause, taskId: null, accountId: null }, opened);
  }
  if (ended !== byPeople && ended !== undefined) await tellEnding(act, snapshot, phase, ended.outcome);
  await Promise.all([
    ended === undefined ? undefined : endPhase(act, snapshot, phase, ended),
    settle(act, snapshot, phase, ended, cause.bySystem),
  ]);
  return { opened, ended, isEndedBySystem: ended !== byPeople };
}

/** What the route core says to the system's word, looking at the rows as they are by now. */
async function conclude(
  act: Act,
  { id }: CaseSnapshot,
  { seq }: PhaseRow,
  stageId: string,
  kind: 'APPROVE' | 'REJECT',
): Promise<{ now: PhaseRow; further: Effect[] }> {
  const snapshot = await readCase(act.tx, id);
  const now = phaseBySeq(snapshot, seq);
  const run = now?.runs.find((one) => one.id === stageId);
  if (now === undefined || run === undefined) throw new Error(`Stage ${stageId} is missing from its phase`);
  return { now, further: run.state === 'OPEN' ? concludeStage(phaseState(snapshot, now), run, { kind }) : [] };
}

/** Gives how the phase ended, if it did. */
async function carryOut(
  act: Act,
  snapshot: CaseSnapshot,
  phase: PhaseRow,
  effects: readonly Effect[],
  cause: Cause,
  opened: OpenedRun[],
): Promise<Applied['ended']> {
  let ended: Applied['ended'];
  for (const effect of effects) {
    switch (effect.kind) {
      case 'END_RUN':
        closeRun(act.tx, act.now, {
          stageId: effect.run,
          state: 'DONE',
          outcome: effect.outcome,
          decidedTask: cause.taskId,
          decidedBy: cause.accountId,
          onBehalfOf: act.onBehalfOf,
        });
        await passOn(act, snapshot, phase, effect.run, effect.outcome);
        break;
      case 'OPEN_RUN': {
        const run = await openRun(act, snapshot, phase, {
          key: effect.key,
          kind: effect.runKind,
          returningKey: effect.returningKey ?? null,
          assignTo: effect.assignTo ?? null,
          standsAgain: effect.standsAgain === true ? { runId: effect.replaces[0] ?? null } : null,
          carriesWords: effect.carriesWords === true,
          decisionId: cause.decisionId,
          bySystem: cause.bySystem || cause.neverRefused === true,
        });
        for (const replaced of effect.replaces) supersede(act, replaced, run.stageId);
        opened.push(run);
        break;
      }
      case 'SUPERSEDE_RUN':
        supersede(act, effect.run, null);
        break;
      case 'CANCEL_RUN':
        closeRun(act.tx, act.now, {
          stageId: effect.run,
          state: 'CANCELED',
          outcome: null,
          decidedTask: null,
          decidedBy: null,
        });
        break;
      case 'SUSPEND_RUN':
        await suspendRun(act, snapshot, effect.run);
        break;
      case 'UNBIND_RUN':
        act.tx.send('UPDATE stage SET returning_key = NULL WHERE id = $1', [effect.run]);
        break;
      case 'RESUME_RUN':
        await resumeRun(act, snapshot, phase, effect.run);
        break;
      case 'RESTORE_RUN':
        restoreRun(act.tx, effect.run);
        break;
      case 'END_PHASE':
        ended = { outcome: effect.outcome, context: effect.context };
        break;
    }
  }
  return ended;
}

/** Who is shown what a stage came to, and who is asked to confirm it. */
async function passOn(
  act: Act,
  snapshot: CaseSnapshot,
  phase: PhaseRow,
  stageId: string,
  outcome: string,
): Promise<void> {
  const key = phase.runs.find(({ id }) => id === stageId)?.key;
  const rule = rulesOf(snapshot, phase.name).find((stage) => stage.key === key);
  if (rule === undefined) return;
  if (rule.copyTo.length > 0) await copyStage(act, snapshot, rule, stageId);
  if (isToConfirm(rule, outcome)) await askToConfirm(act, snapshot, stageId);
}

function supersede(act: Act, stageId: string, by: string | null): void {
  closeRun(act.tx, act.now, { stageId, state: 'SUPERSEDED', outcome: null, decidedTask: null, decidedBy: null });
  act.tx.send('UPDATE stage SET superseded_by = $2 WHERE id = $1', [stageId, by]);
}

/** A phase's outcome is written once, under the case's lock. */
async function endPhase(
  act: Act,
  snapshot: CaseSnapshot,
  phase: PhaseRow,
  { outcome, context }: NonNullable<Applied['ended']>,
): Promise<void> {
  const written = await act.tx.run(
    `UPDATE phase SET state = 'OVER', outcome = $3, context = context || $4::jsonb, over_at = $5
     WHERE case_id = $1 AND seq = $2 AND state = 'OPEN'`,
    [snapshot.id, phase.seq, outcome, JSON.stringify(context), act.now],
  );
  if (written !== 1) throw new Error(`Phase ${phase.seq} of case ${snapshot.id} was over already`);
}

/**
 * The case's status word follows its open stages, and the workflow is told what it cannot know: that the phase is over, or that something
 * is due earlier than it was last told. A system step runs inside the workflow and returns both instead.
 */
async function settle(
  act: Act,
  snapshot: CaseSnapshot,
  phase: PhaseRow,
  ended: Applied['ended'],
  bySystem: boolean,
): Promise<void> {
  const values = [snapshot.id, phase.seq, phase.name];
  if (bySystem || ended !== undefined) {
    act.tx.send(SETTLE, values);
    if (!bySystem) act.wake({ caseId: snapshot.id, kind: 'WAKE', seq: phase.seq, outcome: ended?.outcome });
    return;
  }
  const { earliest } = await act.tx.one<{ earliest: Date | null }>(SETTLE, values);
  if (earliest !== null && (snapshot.armedAt === null || earliest < snapshot.armedAt)) {
    act.wake({ caseId: snapshot.id, kind: 'WAKE', seq: phase.seq, nextAt: earliest });
  }
}

const SETTLE = `UPDATE "case" SET version = version + 1, state = CASE WHEN EXISTS (
    SELECT FROM stage WHERE case_id = $1 AND phase_seq = $2 AND kind = 'SUPPLEMENT' AND state = 'OPEN') THEN 'RETURNED' ELSE $3 END
  WHERE id = $1 RETURNING (SELECT min(at) FROM due_act WHERE case_id = $1 AND state = 'PENDING') AS earliest`;
