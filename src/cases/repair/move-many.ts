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

/** Which of the cases concerned; all of them where nothing is said. */
export interface Chosen {
  readonly caseIds?: readonly string[] | undefined;
  /** With all units below it. */
  readonly unitId?: string | undefined;
}

export interface CasesPage {
  /** The last one already shown. */
  readonly after?: string | undefined;
  readonly limit?: number;
}

/** Open cases on an earlier version of the same route, in units that this administrator governs; oldest first. */
const CONCERNED = `SELECT c.id, c.number FROM "case" c JOIN policy_version o ON o.id = c.route_version_id
    JOIN policy_version n ON n.id = $1 AND n.kind IN ('ROUTE', 'REQUEST_KIND') AND n.kind = o.kind AND n.state = 'PUBLISHED' AND n.key = o.key AND n.version > o.version
    JOIN unit u ON u.id = c.unit_id
  WHERE c.closed_at IS NULL AND c.closing IS NULL AND c.submitted_at IS NOT NULL AND EXISTS (
    SELECT FROM role_assignment r WHERE r.account_id = $2 AND r.role = 'ADMINISTRATOR' AND r.unit_id = ANY (u.path)
      AND r.valid_from <= now() AND (r.valid_to IS NULL OR r.valid_to > now()))
    AND ($3::uuid[] IS NULL OR c.id = ANY ($3)) AND ($4::uuid IS NULL OR u.path @> ARRAY[$4::uuid]) AND ($5::uuid IS NULL OR c.id > $5)
  ORDER BY c.id LIMIT $6`;

export function casesConcerned(
  tx: Tx,
  policyVersionId: string,
  actorId: string,
  { caseIds, unitId }: Chosen,
  { after, limit }: CasesPage = {},
): Promise<{ id: string; number: string }[]> {
  const values = [policyVersionId, actorId, caseIds ?? null, unitId ?? null, after ?? null, limit ?? null];
  return tx.rows<{ id: string; number: string }>(CONCERNED, values);
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

/** What moving the cases of older versions would do; nothing is changed and nothing locked. */
export async function previewMany(
  tx: Tx,
  policyVersionId: string,
  actorId: string,
  now: Date,
  chosen: Chosen = {},
): Promise<ManyPreview> {
  const cases = await casesConcerned(tx, policyVersionId, actorId, chosen);
  const looked = cases.slice(0, LOOKED_AT);
  const stages: Record<string, Partial<Record<StageFate, number>>> = {};
  const opens: Record<string, number> = {};
  const refused: Record<string, number> = {};
  let approved = 0;
  for (const { id } of looked) {
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
  return { total: cases.length, lookedAt: looked.length, stages, opens, approved, refused };
}

/** Orders the move of the cases of older versions, one transaction each. @throws Refusal NOTHING_TO_DO */
export async function orderRouteMoves(
  act: Act,
  actorId: string,
  policyVersionId: string,
  reason: string,
  chosen: Chosen = {},
): Promise<Facts> {
  const cases = await casesConcerned(act.tx, policyVersionId, actorId, chosen);
  return orderBatch(act, {
    kind: 'ROUTE_MOVE',
    unitId: await unitOfAccount(act.tx, actorId),
    params: { policyVersionId },
    reason,
    items: cases.map(({ id }) => ({ step: 'MOVE_ROUTE', caseId: id })),
  });
}
