import type { Act } from '../../acts/act.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import type { Tx } from '../../persistence/tx.ts';
import { assertHolder, type HeldTask } from '../people/holding.ts';
import { ruleOf } from '../runs/rules.ts';
import { tellHolders } from '../runs/tell-holders.ts';
import { assertInPhase } from '../snapshot.ts';
import type { AtHand } from './at-hand.ts';
import { recordOperation } from './record-operation.ts';

export interface TransferInput {
  /** The account that decides instead. */
  readonly to: string;
  readonly reason: string;
}

/**
 * Somebody else decides instead (转办): the task is theirs alone, its deadline runs on, and whoever could take it before no longer can.
 * @throws Refusal TRANSFER_NOT_POSSIBLE, RECEIVER_NOT_POSSIBLE and those of `assertHolder`
 */
export async function transferTask(
  act: Act,
  actor: Actor,
  { task, snapshot }: AtHand,
  { to, reason }: TransferInput,
): Promise<Facts> {
  assertHolder(task, actor.id);
  const phase = assertInPhase(snapshot, task.phaseSeq);
  if (task.stageKind === 'SUPPLEMENT') throw new Refusal('TRANSFER_NOT_POSSIBLE');
  const rule = ruleOf(snapshot, phase, task.stageKey);
  // What an outsider owes is never taken over by staff, nor handed to another company's people.
  if (rule.approvers.some(({ kind }) => kind === 'COMPANY')) throw new Refusal('TRANSFER_NOT_POSSIBLE');
  await assertReceiver(act.tx, task, actor, to);
  const { dueAt } = await act.tx.one<{ dueAt: Date | null }>(TRANSFER, [task.id, to, actor.id, act.now]);
  recordOperation(act, task, { kind: 'TRANSFER', targetId: to, reason });
  act.audit({
    action: 'TASK_TRANSFER',
    caseId: snapshot.id,
    subject: `task:${task.id}`,
    before: { state: task.state, assignee: task.assigneeId },
    after: { operation: act.id, to, stage: task.stageKey },
  });
  await tellHolders(act, snapshot, rule, { taskId: task.id, dueAt, holders: [to], ref: `transfer:${act.id}` });
  return { taskId: task.id, to };
}

/** One statement, so that there is no instant in which nobody may take the task. The one who gives it away keeps sight of the case. */
const TRANSFER = `WITH former AS (DELETE FROM task_candidate WHERE task_id = $1),
    known AS (
      INSERT INTO case_participant (case_id, account_id, kind, since) SELECT case_id, $3, 'TRANSFERRER', $4 FROM task WHERE id = $1
      ON CONFLICT DO NOTHING),
    offered AS (
      INSERT INTO task_candidate (task_id, kind, account_id, due_at)
      SELECT id, 'PERSON', $2, coalesce(due_at, 'infinity') FROM task WHERE id = $1)
  UPDATE task SET state = 'OPEN', assignee_id = NULL, on_behalf_of = NULL, claimed_at = NULL, version = version + 1 WHERE id = $1 RETURNING due_at AS "dueAt"`;

interface Receiver {
  active: boolean;
  works: boolean;
  exclusion: string | null;
  seated: boolean;
}

/**
 * The receiver is active staff who decides cases, nothing excludes them, and they have no other word in the stage: one natural person decides
 * once.
 */
async function assertReceiver(tx: Tx, task: HeldTask, actor: Actor, to: string): Promise<void> {
  const refuse = (reasonCode: string) => new Refusal('RECEIVER_NOT_POSSIBLE', { reasonCode });
  if (to === actor.id) throw refuse('YOURSELF');
  const receiver = await tx.maybe<Receiver & Record<string, unknown>>(
    `SELECT a.state = 'ACTIVE' AND a.kind = 'STAFF' AS active,
       EXISTS (SELECT FROM role_assignment r WHERE r.account_id = a.id AND r.role NOT IN ('AUDITOR', 'ADMINISTRATOR')
         AND r.valid_from <= now() AND (r.valid_to IS NULL OR r.valid_to > now())) AS works,
       (SELECT x.reason_code FROM stage_exclusion x WHERE x.stage_id = $2 AND x.account_id = a.id) AS exclusion,
       EXISTS (SELECT FROM task t WHERE t.stage_id = $2 AND t.id <> $3 AND t.state <> 'CANCELED' AND (t.decided_by = a.id OR t.assignee_id = a.id
         OR EXISTS (SELECT FROM task_candidate c WHERE c.task_id = t.id AND c.account_id = a.id))) AS seated
     FROM account a WHERE a.id = $1`,
    [to, task.stageId, task.id],
  );
  if (receiver?.active !== true) throw refuse('NOT_ACTIVE_STAFF');
  if (!receiver.works) throw refuse('DECIDES_NO_CASES');
  if (receiver.exclusion !== null) throw refuse(receiver.exclusion);
  if (receiver.seated) throw refuse('ALREADY_SEATED');
}
