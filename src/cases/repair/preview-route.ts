import type { Pool } from 'pg';
import { Act } from '../../acts/act.ts';
import { lockCase } from '../../acts/lock-case.ts';
import type { StageFate } from '../../domain/routes/move-route.ts';
import { inTransaction, type Tx } from '../../persistence/tx.ts';
import { taskHolders } from '../../tasks/people/people.ts';
import { readCase, rulesOf } from '../../tasks/snapshot.ts';
import { moveCaseToRoute, planOf, routeMoveOf } from './move-route.ts';

interface TaskNow extends Record<string, unknown> {
  readonly taskId: string;
  readonly stage: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly state: string;
  readonly dueAt: Date | null;
}

export interface RoutePreview {
  readonly from: { readonly policyVersionId: string; readonly version: number };
  readonly to: { readonly policyVersionId: string; readonly version: number };
  readonly phase: string | null;
  /** APPROVED: nothing is left to decide in the phase. */
  readonly phaseOutcome: 'APPROVED' | null;
  /** Tasks people have now; `dueAfter` is null for one that ends. */
  readonly tasks: readonly (Omit<TaskNow, 'dueAt'> & {
    readonly fate: StageFate;
    readonly dueBefore: Date | null;
    readonly dueAfter: Date | null;
  })[];
  /** Tasks that come, and who would have them. */
  readonly opened: readonly (Omit<TaskNow, 'taskId'> & { readonly holders: readonly { id: string; name: string }[] })[];
  /** Stages of the phase that only one of the two versions has. */
  readonly newStages: readonly string[];
  readonly goneStages: readonly string[];
}

/** The move was done to look at it, and is undone. */
class LookedAt extends Error {
  override readonly name = 'LookedAt';
  readonly preview: RoutePreview;

  constructor(preview: RoutePreview) {
    super('Only a preview');
    this.preview = preview;
  }
}

/**
 * What moving a case to a newer version of its route would do: the very move, done under the case's lock and rolled back, so that the preview
 * cannot say anything else than what will happen.
 * @throws Refusal as `moveCaseToRoute`
 */
export async function previewRoute(
  pool: Pool,
  actorId: string,
  caseId: string,
  policyVersionId: string,
): Promise<RoutePreview> {
  try {
    return await inTransaction(pool, async (tx): Promise<RoutePreview> => {
      const act = new Act(tx, await lockCase(tx, caseId), { id: actorId, kind: 'PERSON' }, 'api');
      throw new LookedAt(await look(act, caseId, policyVersionId));
    });
  } catch (error) {
    if (error instanceof LookedAt) return error.preview;
    throw error;
  }
}

async function look(act: Act, caseId: string, policyVersionId: string): Promise<RoutePreview> {
  const snapshot = await readCase(act.tx, caseId);
  const { current, newer } = await routeMoveOf(act, snapshot, policyVersionId);
  const plan = planOf(snapshot, current, newer.body);
  const before = await tasksOf(act.tx, caseId);
  await moveCaseToRoute(act, { caseId, policyVersionId, reason: '' });
  const after = await tasksOf(act.tx, caseId);
  const fates = new Map(plan.stages.map(({ key, fate }) => [key, fate]));
  const known = new Set(before.map(({ taskId }) => taskId));
  const keys = (body: typeof snapshot.route) =>
    rulesOf({ ...snapshot, route: body }, current?.name ?? '').map(({ key }) => key);
  const [old, now] = [keys(snapshot.route), keys(newer.body)];
  const opened = after.filter(({ taskId, state }) => !known.has(taskId) && state !== 'SUSPENDED');
  return {
    from: { policyVersionId: newer.fromId, version: newer.fromVersion },
    to: { policyVersionId, version: newer.version },
    phase: current?.name ?? null,
    phaseOutcome: plan.phaseOutcome,
    tasks: before.map(({ dueAt, ...task }) => ({
      ...task,
      fate: fates.get(task.stage) ?? 'KEPT',
      dueBefore: dueAt,
      dueAfter: after.find(({ taskId }) => taskId === task.taskId)?.dueAt ?? null,
    })),
    opened: await Promise.all(
      opened.map(async ({ taskId, ...task }) => ({ ...task, holders: await holdersOf(act.tx, taskId) })),
    ),
    newStages: now.filter((key) => !old.includes(key)),
    goneStages: old.filter((key) => !now.includes(key)),
  };
}

function tasksOf(tx: Tx, caseId: string): Promise<TaskNow[]> {
  return tx.rows<TaskNow>(
    `SELECT id AS "taskId", stage_key AS stage, title_zh AS "titleZh", title_en AS "titleEn", state, due_at AS "dueAt" FROM task
     WHERE case_id = $1 AND state IN ('OPEN', 'CLAIMED', 'SUSPENDED') ORDER BY created_at, id`,
    [caseId],
  );
}

async function holdersOf(tx: Tx, taskId: string): Promise<{ id: string; name: string }[]> {
  return tx.rows<{ id: string; name: string }>('SELECT id, name FROM account WHERE id = ANY ($1) ORDER BY name, id', [
    await taskHolders(tx, taskId),
  ]);
}
