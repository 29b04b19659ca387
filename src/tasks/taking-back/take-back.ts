import type { Act } from '../../acts/act.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { revokeStageCopies } from '../../conversation/copies/revoke-copies.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import { WORDS_BY_TIME } from '../../domain/tasks/automatic-reasons.ts';
import { takeBack, takeBackPhase } from '../../domain/tasks/take-back.ts';
import { standingRun, type Effect, type StageRun } from '../../domain/tasks/phase-state.ts';
import { applyEffects, type Cause } from '../runs/apply-effects.ts';
import { ruleOf } from '../runs/rules.ts';
import { assertInPhase, phaseBySeq, phaseState, readCase, type CaseSnapshot, type PhaseRow } from '../snapshot.ts';
import { hasSigners } from '../seats/read-seats.ts';
import { assertStageOffers } from '../operations/offered.ts';
import { ownWord, takeBackVote, withdrawVote } from './take-back-vote.ts';
import { isTold } from '../deciding/tell-decision.ts';
import { touchedRuns } from './touched.ts';

interface DecisionRow {
  id: string;
  caseId: string;
  stageId: string;
  taskId: string;
  accountId: string | null;
  onBehalfOf: string | null;
  outcome: string;
  createdAt: Date;
  takenBackAt: Date | null;
  phaseSeq: number;
}

/** A signature stands, and so does what an applicant handed in and declared to be true. */
const REVOCABLE: ReadonlySet<string> = new Set(['APPROVE', 'REJECT', 'RETURN']);

/**
 * Undoes one's own last decision while nobody has claimed, commented or decided in anything it opened (product §1, 撤回).
 * A decision that ended its phase is taken back as an act in the next phase, which then ends TAKEN_BACK.
 * @throws Refusal NOT_YOURS, TAKE_BACK_TOO_LATE, OPERATION_NOT_OFFERED, IN_TRANSITION, CASE_CLOSED …
 */
export async function takeBackDecision(act: Act, actor: Actor, decisionId: string): Promise<Facts> {
  const decision = await act.tx.maybe<DecisionRow>(
    `SELECT d.id, d.case_id AS "caseId", d.stage_id AS "stageId", d.task_id AS "taskId", d.account_id AS "accountId", d.on_behalf_of AS "onBehalfOf", d.outcome,
            d.created_at AS "createdAt", d.taken_back_at AS "takenBackAt", s.phase_seq AS "phaseSeq"
     FROM decision d JOIN stage s ON s.id = d.stage_id WHERE d.id = $1`,
    [decisionId],
  );
  if (decision === undefined) throw new Refusal('NOT_FOUND');
  if (decision.accountId !== actor.id) throw new Refusal('NOT_YOURS');
  act.standInFor(decision.onBehalfOf);
  const snapshot = await readCase(act.tx, decision.caseId);
  if (decision.takenBackAt !== null || !REVOCABLE.has(decision.outcome)) throw new Refusal('TAKE_BACK_TOO_LATE');
  const decided = phaseBySeq(snapshot, decision.phaseSeq);
  const former = decided?.runs.find(({ id }) => id === decision.stageId);
  if (decided?.generation !== snapshot.generation || former === undefined) throw new Refusal('TAKE_BACK_TOO_LATE');
  if (await isMovedSince(act, decision)) throw new Refusal('TAKE_BACK_TOO_LATE');
  const run = standingRun(decided, former);
  const isVote = run.state === 'OPEN' && decided.state === 'OPEN';
  if (run.state !== 'DONE' && !isVote) throw new Refusal('TAKE_BACK_TOO_LATE');

  const rule = ruleOf(snapshot, decided, run.key);
  assertStageOffers(rule, 'TAKE_BACK');
  await act.tx.run('UPDATE decision SET taken_back_at = $2 WHERE id = $1', [decisionId, act.now]);
  const cause = { decisionId: null, taskId: null, accountId: actor.id, bySystem: false };
  const isWord = decision.outcome !== 'RETURN' && run.outcome !== 'RETURN';
  const isCounted = isWord && (rule.mode !== 'ANY' || (await hasSigners(act.tx, run.id)));
  const given = { run, rule, accountId: actor.id, givenAt: decision.createdAt };
  const word = isCounted ? await ownWord(act, snapshot.id, given) : undefined;
  if (word !== undefined && (isVote || word.without.outcome === run.outcome)) {
    assertInPhase(snapshot, decided.seq);
    if (isVote) await takeBackVote(act, snapshot, rule, word);
    else withdrawVote(act, word);
    await applyEffects(act, snapshot, decided, [], cause);
  } else {
    await takeBackConclusion(act, actor, snapshot, { decision, decided, run, cause });
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

/** Where the case goes on by another version of its route, that was planned from the decisions that stood then. */
async function isMovedSince({ tx }: Act, { caseId, createdAt }: DecisionRow): Promise<boolean> {
  const moved = await tx.maybe(
    `SELECT FROM case_operation WHERE case_id = $1 AND kind = 'ROUTE_MOVE' AND created_at >= $2 LIMIT 1`,
    [caseId, createdAt],
  );
  return moved !== undefined;
}

interface Conclusion {
  readonly decision: DecisionRow;
  readonly decided: PhaseRow;
  readonly run: StageRun;
  readonly cause: Cause;
}

/** The word brought its stage to an outcome: what that set in motion is undone with it. */
async function takeBackConclusion(
  act: Act,
  actor: Actor,
  snapshot: CaseSnapshot,
  { decision, decided, run, cause }: Conclusion,
): Promise<void> {
  const decisionId = decision.id;
  const touched = await touchedRuns(act.tx, { caseId: snapshot.id, decisionId, by: actor.id });
  const own = {
    id: decisionId,
    run,
    word: decision.outcome,
    by: actor.id,
    openedSince: await openedSince(act, decision),
  };
  if (decided.state === 'OPEN') {
    assertInPhase(snapshot, decided.seq);
    const effects = takeBack(phaseState(snapshot, decided), own, touched);
    voidAutomatic(act, effects);
    await applyEffects(act, snapshot, decided, effects, cause);
  } else {
    const next = nextPhase(snapshot, decided);
    await assertLastWord(act, decision);
    await applyEffects(act, snapshot, next, takeBackPhase(phaseState(snapshot, next), own, touched), cause);
  }
  revokeStageCopies(act, snapshot.id, run.id);
}

/** What the system decided in stages that are undone with the decision counts no more. */
function voidAutomatic(act: Act, effects: readonly Effect[]): void {
  const undone = effects.flatMap((effect) => (effect.kind === 'SUPERSEDE_RUN' ? [effect.run] : []));
  act.tx.send(
    'UPDATE decision SET taken_back_at = $2 WHERE stage_id = ANY ($1) AND account_id IS NULL AND taken_back_at IS NULL',
    [undone, act.now],
  );
}

/** The phase that the decision led to; gone on further, or told already, means too late. */
function nextPhase(snapshot: CaseSnapshot, decided: PhaseRow): PhaseRow {
  if (isTold(decided.name, decided.outcome ?? '') || decided.outcome?.startsWith('MOVE_TO_') === true) {
    throw new Refusal('TAKE_BACK_TOO_LATE');
  }
  const next = phaseBySeq(snapshot, decided.seq + 1);
  if (next === undefined) {
    assertInPhase(snapshot, decided.seq + 1);
    throw new Refusal('IN_TRANSITION');
  }
  if (next.state !== 'OPEN') throw new Refusal('TAKE_BACK_TOO_LATE');
  return assertInPhase(snapshot, next.seq);
}

/** Only the decision that ended the phase can bring it back; stages that ran beside each other say nothing by their order. */
async function assertLastWord(act: Act, { id, caseId, phaseSeq }: DecisionRow): Promise<void> {
  const last = await act.tx.one<{ id: string }>(
    `SELECT d.id FROM decision d JOIN stage s ON s.id = d.stage_id
     WHERE d.case_id = $1 AND s.phase_seq = $2 AND (d.account_id IS NOT NULL OR d.reason_code = ANY ($4))
       AND (d.taken_back_at IS NULL OR d.id = $3) ORDER BY d.created_at DESC, d.id DESC LIMIT 1`,
    [caseId, phaseSeq, id, WORDS_BY_TIME],
  );
  if (last.id !== id) throw new Refusal('TAKE_BACK_TOO_LATE');
}

/** Acts on one case come one after the other, each with the clock it read under the lock, so a later run has a later instant. */
async function openedSince(act: Act, { caseId, phaseSeq, createdAt }: DecisionRow): Promise<ReadonlySet<string>> {
  const rows = await act.tx.rows<{ id: string }>(
    'SELECT id FROM stage WHERE case_id = $1 AND phase_seq = $2 AND opened_at > $3',
    [caseId, phaseSeq, createdAt],
  );
  return new Set(rows.map(({ id }) => id));
}
