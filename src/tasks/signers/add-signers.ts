import type { Act } from '../../acts/act.ts';
import type { Actor } from '../../domain/access/actor.ts';
import type { Facts } from '../../domain/refusal.ts';
import { standing, type SignerPlace } from '../../domain/tasks/standing.ts';
import type { AtHand } from '../operations/at-hand.ts';
import { keepTask } from '../claiming/claim.ts';
import { ruleForAsking } from '../operations/offered.ts';
import { assertHolder, type HeldTask } from '../people/holding.ts';
import { assertReceivers } from '../people/receiver.ts';
import { applyEffects } from '../runs/apply-effects.ts';
import { giveTurns } from '../seats/turns.ts';
import { readSeats } from '../seats/read-seats.ts';
import { assertInPhase } from '../snapshot.ts';

export interface SignersInput {
  /** Accounts, each once. */
  readonly people: readonly string[];
  readonly place: SignerPlace;
  readonly reason: string;
}

interface AddedSeat extends Record<string, unknown> {
  readonly taskId: string;
  readonly accountId: string;
  readonly operationId: string;
}

/**
 * The holder asks others for their word in the same stage (加签). BEFORE: the task waits, its clock stands, until they have spoken. AFTER: their turn
 * comes when the holder has approved. BESIDE: they are asked at once and must approve too. Each has a deadline of their own, and the task
 * stays with the holder.
 * @throws Refusal OPERATION_NOT_POSSIBLE, OPERATION_NOT_OFFERED, RECEIVER_NOT_POSSIBLE and those of `assertHolder`
 */
export async function addSigners(
  act: Act,
  actor: Actor,
  { task, snapshot }: AtHand,
  { people, place, reason }: SignersInput,
): Promise<Facts> {
  assertHolder(task, actor.id);
  const phase = assertInPhase(snapshot, task.phaseSeq);
  const rule = ruleForAsking(snapshot, phase, task, `ADD_${place}`);
  await assertReceivers(
    act.tx,
    people.map((to) => ({ taskId: task.id, from: actor.id, to, isAnother: true })),
  );
  await keepTask(act, actor, task);
  const added = await insertSeats(act, task, { people, place, reason });
  const seats = await readSeats(act.tx, task.stageId);
  await giveTurns(act, snapshot, rule, seats, standing(rule, seats).open);
  await applyEffects(act, snapshot, phase, [], {
    decisionId: null,
    taskId: null,
    accountId: actor.id,
    bySystem: false,
  });
  for (const { taskId, accountId, operationId } of added) {
    act.audit({
      action: 'TASK_ADD_SIGNER',
      caseId: snapshot.id,
      subject: `task:${task.id}`,
      after: { operation: operationId, signer: accountId, seat: taskId, place, stage: task.stageKey },
    });
  }
  return { taskId: task.id, signers: added.map(({ taskId, accountId }) => ({ taskId, accountId })) };
}

/** They wait for their turn as every other seat; whoever adds them keeps sight of them through their own seat. */
function insertSeats(act: Act, { id }: HeldTask, { people, place, reason }: SignersInput): Promise<AddedSeat[]> {
  return act.tx.rows<AddedSeat>(INSERT, [id, people, place, act.actor.id, act.onBehalfOf, reason, act.now]);
}

const INSERT = `WITH asked AS MATERIALIZED (
    SELECT uuidv7() AS id, uuidv7() AS operation_id, p.account_id, p.n FROM unnest($2::uuid[]) WITH ORDINALITY AS p(account_id, n)),
  placed AS (
    INSERT INTO task (id, case_id, stage_id, process, stage_key, title_zh, title_en, state, hold, position, supervisor_id, priority, created_at,
      added_by_task, added_place, added_by)
    SELECT asked.id, t.case_id, t.stage_id, t.process, t.stage_key, t.title_zh, t.title_en, 'SUSPENDED', 'TURN', t.position, t.supervisor_id, t.priority, $7,
      t.id, $3, $4 FROM asked, task t WHERE t.id = $1),
  offered AS (
    INSERT INTO task_candidate (task_id, kind, account_id, due_at, priority, open)
    SELECT asked.id, 'PERSON', asked.account_id, 'infinity', t.priority, false FROM asked, task t WHERE t.id = $1),
  recorded AS (
    INSERT INTO task_operation (id, case_id, stage_id, task_id, kind, account_id, on_behalf_of, target_id, reason, created_at)
    SELECT asked.operation_id, t.case_id, t.stage_id, t.id, 'ADD_' || $3, $4, $5, asked.account_id, $6, $7 FROM asked, task t WHERE t.id = $1)
  SELECT id AS "taskId", account_id AS "accountId", operation_id AS "operationId" FROM asked ORDER BY n`;
