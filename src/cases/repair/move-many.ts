import type { Act } from '../../acts/act.ts';
import { orderBatch } from '../../batches/order-batch.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import type { StageFate } from '../../domain/routes/move-route.ts';
import { unitOfAccount } from '../../organisation/unit-of-account.ts';
import type { Tx } from '../../persistence/tx.ts';
import { readCase } from '../../tasks/snapshot.ts';
import { planOf, routeMoveOf } from './move-route.ts';

/** Cases whose moves a preview looks at one by one; the others are counted. */
const LOOKED_AT = 200;

/** Open cases on an earlier version of the same route, in units that this administrator governs; oldest first. */
const CONCERNED = `SELECT c.id FROM "case" c JOIN policy_version o ON o.id = c.route_version_id
    JOIN policy_version n ON n.id = $1 AND n.kind IN ('ROUTE', 'REQUEST_KIND') AND n.kind = o.kind AND n.state = 'PUBLISHED' AND n.key = o.key AND n.version > o.version
    JOIN unit u ON u.id = c.unit_id
  WHERE c.closed_at IS NULL AND c.closing IS NULL AND c.submitted_at IS NOT NULL AND EXISTS (
    SELECT FROM role_assignment r WHERE r.account_id = $2 AND r.role = 'ADMINISTRATOR' AND r.unit_id = ANY (u.path)
      AND r.valid_from <= now() AND (r.valid_to IS NULL OR r.valid_to > now()))
  ORDER BY c.id`;

async function concerned(tx: Tx, policyVersionId: string, actorId: string): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(CONCERNED, [policyVersionId, actorId]);
  return rows.map(({ id }) => id);
}

export interface ManyPreview {
  /** Cases that would be moved. */
  readonly total: number;
  /** Of these, how many were looked at; the figures below are about them. */
  readonly lookedAt: number;
  /** How many open stages meet which fate, by stage. */
  readonly stages: Readonly<Record<string, Partial<Record<StageFate, number>>>>;
  /** How many stages would open beside those, by stage. */
  readonly opens: Readonly<Record<string, number>>;
  /** Cases in whose phase nothing would be left to decide. */
  readonly approved: number;
  /** Cases that could not be moved at this moment, by the code of the refusal. */
  readonly refused: Readonly<Record<string, number>>;
}

/** What moving every case of an older version would do; nothing is changed and nothing locked. */
export async function previewMany(tx: Tx, policyVersionId: string, actorId: string, now: Date): Promise<ManyPreview> {
  const ids = await concerned(tx, policyVersionId, actorId);
  const looked = ids.slice(0, LOOKED_AT);
  const stages: Record<string, Partial<Record<StageFate, number>>> = {};
  const opens: Record<string, number> = {};
  const refused: Record<string, number> = {};
  let approved = 0;
  for (const id of looked) {
    try {
      const snapshot = await readCase(tx, id);
      const { current, newer } = await routeMoveOf({ tx, now }, snapshot, policyVersionId);
      const plan = planOf(snapshot, current, newer.body);
      for (const { key, fate } of plan.stages) {
        const of = (stages[key] ??= {});
        of[fate] = (of[fate] ?? 0) + 1;
      }
      for (const key of plan.opens) opens[key] = (opens[key] ?? 0) + 1;
      if (plan.phaseOutcome !== null) approved += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused[error.code] = (refused[error.code] ?? 0) + 1;
    }
  }
  return { total: ids.length, lookedAt: looked.length, stages, opens, approved, refused };
}

/** Orders the move of every case of an older version, one transaction each. @throws Refusal NOTHING_TO_DO */
export async function orderRouteMoves(
  act: Act,
  actorId: string,
  policyVersionId: string,
  reason: string,
): Promise<Facts> {
  const ids = await concerned(act.tx, policyVersionId, actorId);
  return orderBatch(act, {
    kind: 'ROUTE_MOVE',
    unitId: await unitOfAccount(act.tx, actorId),
    params: { policyVersionId },
    reason,
    items: ids.map((caseId) => ({ step: 'MOVE_ROUTE', caseId })),
  });
}
