import type { Act } from '../../acts/act.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import { concludeSupplement } from '../../domain/tasks/conclude-stage.ts';
import { applyEffects } from '../runs/apply-effects.ts';
import { caseParams } from '../case-params.ts';
import type { AtHand } from '../operations/at-hand.ts';
import { assertHolder } from '../people/holding.ts';
import type { OpenedRun } from '../runs/open-run.ts';
import { assertInPhase, phaseState, type CaseSnapshot } from '../snapshot.ts';

/**
 * The applicant hands in what was asked for; the clock of the suspended stages runs on, whoever returned the case looks again.
 * `changedItems` are the items that changed since the return, already checked by the process.
 */
export async function supplementTask(
  act: Act,
  actor: Actor,
  { task, snapshot }: AtHand,
  changedItems: readonly string[],
): Promise<Facts> {
  const taskId = task.id;
  assertHolder(task, actor.id);
  const phase = assertInPhase(snapshot, task.phaseSeq);
  const run = phase.runs.find(({ id }) => id === task.stageId);
  if (task.stageKind !== 'SUPPLEMENT' || run === undefined)
    throw new Refusal('OUTCOME_NOT_OFFERED', { outcome: 'SUPPLEMENT' });
  const { id: decisionId } = await act.tx.one<{ id: string }>(
    `INSERT INTO decision (case_id, stage_id, task_id, stage_key, account_id, outcome, channel, created_at, details)
     VALUES ($1, $2, $3, $4, $5, 'SUPPLEMENT', $6, $7, $8) RETURNING id`,
    [
      task.caseId,
      task.stageId,
      task.id,
      task.stageKey,
      actor.id,
      act.channel,
      act.now,
      JSON.stringify({ items: changedItems }),
    ],
  );
  const effects = concludeSupplement(phaseState(snapshot, phase), run, changedItems);
  const applied = await applyEffects(act, snapshot, phase, effects, {
    decisionId,
    taskId,
    accountId: actor.id,
    bySystem: false,
  });
  act.audit({
    action: 'SUPPLEMENTED',
    caseId: snapshot.id,
    subject: `task:${taskId}`,
    after: { items: changedItems, opened: applied.opened.map(({ key }) => key) },
  });
  await tellReturner(act, snapshot, run.openedBy, applied.opened[0]);
  return { caseId: snapshot.id, taskId, opened: applied.opened.flatMap(({ taskIds }) => taskIds) };
}

/** Who returned the case hears that the answer is there, whoever of the pool takes the task then. */
async function tellReturner(
  act: Act,
  snapshot: CaseSnapshot,
  decisionId: string | null,
  opened: OpenedRun | undefined,
): Promise<void> {
  if (decisionId === null || opened === undefined) return;
  const returner = await act.tx.maybe<{ id: string }>(
    'SELECT account_id AS id FROM decision WHERE id = $1 AND account_id IS NOT NULL',
    [decisionId],
  );
  if (returner === undefined) return;
  const [taskId] = opened.taskIds;
  if (taskId === undefined) return;
  act.tell({
    process: snapshot.process,
    event: 'SUPPLEMENT_RECEIVED',
    group: 'DECIDERS',
    accountIds: [returner.id],
    ref: `task:${taskId}`,
    caseId: snapshot.id,
    params: {
      ...caseParams(snapshot),
      taskId,
      stageTitleZh: opened.title.zh,
      stageTitleEn: opened.title.en,
      dueAt: opened.dueAt?.toISOString() ?? null,
    },
  });
}
