import type { Act } from '../acts/act.ts';
import type { Actor } from '../domain/access/actor.ts';
import { Refusal, type Facts } from '../domain/refusal.ts';
import { takeBack, takeBackPhase } from '../domain/tasks/take-back.ts';
import { applyEffects } from './apply-effects.ts';
import { assertInPhase, phaseBySeq, phaseState, readCase, type CaseSnapshot, type PhaseRow } from './snapshot.ts';
import { isTold } from './tell-decision.ts';

interface DecisionRow {
  id: string;
  caseId: string;
  stageId: string;
  taskId: string;
  accountId: string | null;
  outcome: string;
  takenBackAt: Date | null;
  phaseSeq: number;
}

/**
 * Undoes one's own last decision while nobody has claimed or decided in anything it opened (product §1, 撤回).
 * A decision that ended its phase is taken back as an act in the next phase, which then ends TAKEN_BACK.
 * @throws Refusal NOT_YOURS, TAKE_BACK_TOO_LATE, IN_TRANSITION, CASE_CLOSED …
 */
export async function takeBackDecision(act: Act, actor: Actor, decisionId: string): Promise<Facts> {
  const decision = await act.tx.maybe<DecisionRow>(
    `SELECT d.id, d.case_id AS "caseId", d.stage_id AS "stageId", d.task_id AS "taskId", d.account_id AS "accountId", d.outcome,
            d.taken_back_at AS "takenBackAt", s.phase_seq AS "phaseSeq"
     FROM decision d JOIN stage s ON s.id = d.stage_id WHERE d.id = $1`,
    [decisionId],
  );
  if (decision === undefined) throw new Refusal('NOT_FOUND');
  if (decision.accountId !== actor.id) throw new Refusal('NOT_YOURS');
  const snapshot = await readCase(act.tx, decision.caseId);
  if (decision.takenBackAt !== null || decision.outcome === 'SIGN') throw new Refusal('TAKE_BACK_TOO_LATE');
  const decided = phaseBySeq(snapshot, decision.phaseSeq);
  const run = decided?.runs.find(({ id }) => id === decision.stageId);
  if (decided === undefined || run?.state !== 'DONE') throw new Refusal('TAKE_BACK_TOO_LATE');

  await act.tx.run('UPDATE decision SET taken_back_at = $2 WHERE id = $1', [decisionId, act.now]);
  const touched = await touchedRuns(act, snapshot.id, decisionId);
  const own = { id: decisionId, run, by: actor.id };
  const cause = { decisionId: null, taskId: null, accountId: actor.id, bySystem: false };
  if (decided.state === 'OPEN') {
    assertInPhase(snapshot, decided.seq);
    await applyEffects(act, snapshot, decided, takeBack(phaseState(snapshot, decided), own, touched), cause);
  } else {
    const next = nextPhase(snapshot, decided);
    assertLastWord(decided, run.id);
    await applyEffects(act, snapshot, next, takeBackPhase(phaseState(snapshot, next), own, touched), cause);
  }
  act.audit({
    action: 'DECISION_TAKEN_BACK',
    caseId: snapshot.id,
    subject: `decision:${decisionId}`,
    before: { outcome: decision.outcome, stage: run.key },
    after: { phase: decided.name },
  });
  return { caseId: snapshot.id, decisionId, stage: run.key };
}

/** The phase that the decision led to; gone on further, or told already, means too late. */
function nextPhase(snapshot: CaseSnapshot, decided: PhaseRow): PhaseRow {
  if (isTold(decided.name, decided.outcome ?? '')) throw new Refusal('TAKE_BACK_TOO_LATE');
  const next = phaseBySeq(snapshot, decided.seq + 1);
  if (next === undefined) {
    assertInPhase(snapshot, decided.seq + 1);
    throw new Refusal('IN_TRANSITION');
  }
  if (next.state !== 'OPEN') throw new Refusal('TAKE_BACK_TOO_LATE');
  return assertInPhase(snapshot, next.seq);
}

/** Only the decision that ended the phase can bring it back. */
function assertLastWord(decided: PhaseRow, runId: string): void {
  if (decided.runs.filter((run) => run.state === 'DONE').at(-1)?.id !== runId) throw new Refusal('TAKE_BACK_TOO_LATE');
}

/** Runs somebody has claimed or decided since. */
async function touchedRuns(act: Act, caseId: string, decisionId: string): Promise<ReadonlySet<string>> {
  const rows = await act.tx.rows<{ id: string }>(
    `SELECT DISTINCT t.stage_id AS id FROM task t WHERE t.case_id = $1 AND (t.assignee_id IS NOT NULL OR EXISTS (
       SELECT FROM decision d WHERE d.task_id = t.id AND d.id <> $2 AND d.taken_back_at IS NULL))`,
    [caseId, decisionId],
  );
  return new Set(rows.map(({ id }) => id));
}
