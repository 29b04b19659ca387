import type { Act } from '../../acts/act.ts';
import { Refusal, type RefusalCode } from '../../domain/refusal.ts';
import { concludeStage } from '../../domain/tasks/conclude-stage.ts';
import type { AutomaticReason } from '../../domain/tasks/automatic-reasons.ts';
import { castVote } from '../deciding/cast-vote.ts';
import type { Answer, Gate, GateContext, Gates, Passed } from '../deciding/gates.ts';
import { tellDecision } from '../deciding/tell-decision.ts';
import { IS_ALONE } from '../people/holding.ts';
import { applyEffects } from '../runs/apply-effects.ts';
import { phaseState, type CaseSnapshot } from '../snapshot.ts';
import { runOf, type DueRow } from './due-act.ts';
import { concernedBy, tellEndedByTime } from './tell-due.ts';

const REASONS = { APPROVE: 'BY_TIME_APPROVED', REJECT: 'BY_TIME_REJECTED' } as const satisfies Record<
  string,
  AutomaticReason
>;

interface TimedTask extends Record<string, unknown> {
  form: string | null;
  stageKey: string;
  isAlone: boolean;
  dueAt: Date | null;
}

/**
 * The system's word where nobody gave one in time: a decision without a person, with a reason code of its own. Where several people have a
 * seat it is the word of this one seat. What the stage's form does not let through is left to people.
 */
export async function decideByTime(
  act: Act,
  snapshot: CaseSnapshot,
  due: DueRow,
  word: 'APPROVE' | 'REJECT',
  gates: Gates,
): Promise<TimedWord> {
  const { phase, run } = runOf(snapshot, due);
  const task = await act.tx.maybe<TimedTask>(
    `SELECT t.form, t.stage_key AS "stageKey", s.mode = 'ANY' AND ${IS_ALONE} AS "isAlone", t.due_at AS "dueAt"
     FROM task t JOIN stage s ON s.id = t.stage_id WHERE t.id = $1 AND t.state IN ('OPEN', 'CLAIMED') AND t.hold IS NULL`,
    [due.taskId],
  );
  const isOver = snapshot.closing !== null || phase.state !== 'OPEN' || run.state !== 'OPEN';
  if (task === undefined || isOver) return { kind: 'TOO_LATE' };
  const { id: decisionId } = await act.tx.one<{ id: string }>('SELECT uuidv7() AS id');
  const reasonCode = REASONS[word];
  const answer: Answer = { outcome: word, returnTo: null, reasonCode, reason: null, decisionId, ip: null };
  const subject = { id: due.taskId, stageKey: task.stageKey, phaseSeq: phase.seq };
  const passed = await pass(act, task.form === null ? undefined : gates[task.form], {
    snapshot,
    task: subject,
    actor: null,
    answer,
  });
  if (passed instanceof Refusal) return { kind: 'REFUSED', code: passed.code };
  const concerned = await concernedBy(act, due.taskId);

  act.tx.send(
    `INSERT INTO decision (id, case_id, stage_id, task_id, stage_key, outcome, reason_code, details, channel, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      decisionId,
      snapshot.id,
      due.stageId,
      due.taskId,
      task.stageKey,
      word,
      reasonCode,
      JSON.stringify({ ...passed.details, dueAt: task.dueAt?.toISOString() ?? null }),
      act.channel,
      act.now,
    ],
  );
  const rule = phaseState(snapshot, phase).rules.find(({ key }) => key === run.key);
  if (rule === undefined) throw new Error(`The pinned route has no stage ${run.key} in ${phase.name}`);
  const seat = { taskId: due.taskId, stageId: due.stageId, word, accountId: null };
  const vote = task.isAlone ? undefined : await castVote(act, snapshot, rule, seat);
  const concluded = vote === undefined ? ({ kind: word } as const) : vote.conclusion;
  const effects = concluded === undefined ? [] : concludeStage(phaseState(snapshot, phase), run, concluded);
  const cause = { decisionId, taskId: due.taskId, accountId: null, bySystem: true };
  const applied = await applyEffects(act, snapshot, phase, effects, cause);
  act.audit({
    action: `TASK_${word}`,
    caseId: snapshot.id,
    subject: `task:${due.taskId}`,
    reasonCode,
    before: { stage: task.stageKey },
    after: {
      decision: decisionId,
      stage: task.stageKey,
      opened: applied.opened.map(({ key }) => key),
      stageOutcome: concluded?.kind ?? null,
      phase: phase.name,
      phaseOutcome: applied.ended?.outcome ?? null,
    },
  });
  await tellEndedByTime(act, snapshot, due, reasonCode, concerned);
  await tellDecision(act, snapshot, phase, answer, passed.items ?? [], applied);
  return { kind: 'DECIDED' };
}

/** TOO_LATE: somebody came first. REFUSED: the form does not let this approval through, and nothing was done. */
export type TimedWord =
  { readonly kind: 'DECIDED' | 'TOO_LATE' } | { readonly kind: 'REFUSED'; readonly code: RefusalCode };

async function pass(act: Act, gate: Gate | undefined, context: GateContext): Promise<Passed | Refusal> {
  try {
    return (await gate?.(act, context)) ?? { details: {} };
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
