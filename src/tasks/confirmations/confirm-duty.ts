import type { Act } from '../../acts/act.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import { confirmationFault } from '../../domain/tasks/confirmation.ts';
import { caseParams } from '../case-params.ts';
import type { AtHand } from '../operations/at-hand.ts';
import { recordOperation } from '../operations/record-operation.ts';
import { confirmationFor, type AskedConfirmation } from './read-confirmation.ts';

export interface DutyAnswer {
  readonly accepted: boolean;
  readonly note?: string | undefined;
}

/**
 * The supervisor says whether a duty was done as it should be (NTF-01): a dated record, also after the case has ended. What was decided stands either
 * way; whoever decided is told, and what was not accepted can be confirmed once it is put right. By who stands in for them too, in their
 * name.
 * @throws Refusal NOTHING_TO_CONFIRM, OWN_WORK, NOT_SUPERVISOR, EXCLUDED, ALREADY_CONFIRMED, REASON_MISSING
 */
export async function confirmDuty(
  act: Act,
  actor: Actor,
  { task, snapshot }: AtHand,
  { accepted, note }: DutyAnswer,
): Promise<Facts> {
  const asked = await confirmationFor(act.tx, task.stageId, actor.id);
  const confirmation = assertPossible(asked);
  act.standInFor(confirmation.onBehalfOf);
  const words = note?.trim() === '' ? undefined : note;
  if (!accepted && words === undefined) throw new Refusal('REASON_MISSING', { outcome: 'NOT_ACCEPTED' });
  const state = accepted ? 'CONFIRMED' : 'NOT_ACCEPTED';
  const { taskId, titleZh, titleEn, byName } = await act.tx.one<Answered>(ANSWER, [
    confirmation.id,
    state,
    actor.id,
    act.now,
    words ?? null,
    confirmation.onBehalfOf,
  ]);
  recordOperation(act, { ...task, id: taskId }, { kind: accepted ? 'CONFIRM' : 'NOT_ACCEPT', reason: words ?? null });
  act.audit({
    action: `DUTY_${state}`,
    caseId: snapshot.id,
    subject: `task:${taskId}`,
    before: { confirmation: confirmation.state },
    after: { operation: act.id, confirmation: state, stage: task.stageKey },
  });
  act.tell({
    process: snapshot.process,
    event: `DUTY_${state}`,
    group: 'DECIDERS',
    accountIds: await whoSpoke(act, task.stageId),
    ref: `operation:${act.id}`,
    caseId: snapshot.id,
    params: {
      ...caseParams(snapshot),
      taskId,
      stageTitleZh: titleZh,
      stageTitleEn: titleEn,
      byName,
      note: words ?? null,
    },
  });
  return { taskId, caseId: snapshot.id, state };
}

function assertPossible(asked: AskedConfirmation | undefined): AskedConfirmation {
  const fault = confirmationFault(asked);
  if (fault !== undefined) throw fault;
  if (asked === undefined) throw new Refusal('NOTHING_TO_CONFIRM');
  return asked;
}

interface Answered extends Record<string, unknown> {
  taskId: string;
  titleZh: string;
  titleEn: string;
  byName: string;
}

/** Whoever answers keeps sight of the case. */
const ANSWER = `WITH known AS (
    INSERT INTO case_participant (case_id, account_id, kind, since) SELECT case_id, $3, 'SUPERVISOR', $4 FROM confirmation WHERE id = $1 ON CONFLICT DO NOTHING)
  UPDATE confirmation f SET state = $2, answered_by = $3, answered_for = $6, answered_at = $4, note = $5 FROM task t, account a
  WHERE f.id = $1 AND t.id = f.task_id AND a.id = $3
  RETURNING t.id AS "taskId", t.title_zh AS "titleZh", t.title_en AS "titleEn", a.name AS "byName"`;

/** Staff who decided in the run, and in whose name. */
async function whoSpoke(act: Act, stageId: string): Promise<string[]> {
  const rows = await act.tx.rows<{ id: string }>(
    `SELECT DISTINCT a.id FROM decision d JOIN account a ON a.id IN (d.account_id, d.on_behalf_of) AND a.kind = 'STAFF' AND a.state = 'ACTIVE'
     WHERE d.stage_id = $1 AND d.taken_back_at IS NULL`,
    [stageId],
  );
  return rows.map(({ id }) => id);
}
