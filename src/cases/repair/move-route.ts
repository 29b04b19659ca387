import type { Act } from '../../acts/act.ts';
import { moveRoute, type RouteMove } from '../../domain/routes/move-route.ts';
import type { RouteBody } from '../../domain/routes/route.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import { assertGoverns } from '../../organisation/governs.ts';
import { applyEffects } from '../../tasks/runs/apply-effects.ts';
import { tellEnding } from '../../tasks/runs/tell-ending.ts';
import { phaseState, readCase, rulesOf, type CaseSnapshot, type PhaseRow } from '../../tasks/snapshot.ts';
import { recordCaseOperation } from './case-operation.ts';
import { refreshKept } from './refresh-kept.ts';
import { newerRoute, type NewerRoute } from './newer-route.ts';

export interface RouteMoving {
  readonly caseId: string;
  readonly policyVersionId: string;
  readonly reason: string;
}

/**
 * An administrator moves a running case to a newer version of its route: open tasks are kept, given other time, or opened anew as the new rules
 * say; decisions given stay. Phases to come follow the new rules by themselves.
 * @throws Refusal NOT_ALLOWED, CASE_CLOSED, CASE_CLOSING, IN_TRANSITION, ROUTE_VERSION_NOT_POSSIBLE
 */
export async function moveCaseToRoute(act: Act, { caseId, policyVersionId, reason }: RouteMoving): Promise<Facts> {
  const snapshot = await readCase(act.tx, caseId);
  await assertGoverns(act, [snapshot.unitId]);
  const { current, newer } = await routeMoveOf(act, snapshot, policyVersionId);
  const plan = planOf(snapshot, current, newer.body);
  await act.tx.run('UPDATE "case" SET route_version_id = $2, version = version + 1 WHERE id = $1', [caseId, newer.id]);
  const moved = { ...snapshot, route: newer.body };
  recordCaseOperation(act, { caseId, generation: snapshot.generation, kind: 'ROUTE_MOVE', reason });
  if (current !== undefined) {
    await refreshKept(act, moved, current, plan.stages);
    await applyEffects(act, moved, current, plan.effects, {
      decisionId: null,
      taskId: null,
      accountId: act.actor.id,
      bySystem: false,
      neverRefused: true,
    });
    if (plan.phaseOutcome !== null) await tellEnding(act, moved, current, plan.phaseOutcome);
  }
  const stages = Object.fromEntries(plan.stages.map(({ key, fate }) => [key, fate]));
  act.audit({
    action: 'ROUTE_MOVED',
    caseId,
    subject: `case:${caseId}`,
    reasonCode: 'BY_ADMINISTRATOR',
    before: { routeVersionId: newer.fromId, version: newer.fromVersion },
    after: {
      operation: act.id,
      routeVersionId: newer.id,
      version: newer.version,
      stages,
      opened: plan.opens,
      phaseOutcome: plan.phaseOutcome,
    },
  });
  return { caseId, policyVersionId, stages, opened: plan.opens, phaseOutcome: plan.phaseOutcome };
}

/** What may be moved where: the case is open, and nothing of it is on its way between two phases. */
export async function routeMoveOf(
  { tx, now }: Pick<Act, 'tx' | 'now'>,
  snapshot: CaseSnapshot,
  policyVersionId: string,
): Promise<{ current: PhaseRow | undefined; newer: NewerRoute }> {
  if (snapshot.closedAt !== null) throw new Refusal('CASE_CLOSED', { state: snapshot.state });
  if (snapshot.closing !== null) throw new Refusal('CASE_CLOSING', { by: snapshot.closing });
  const newer = await newerRoute(tx, snapshot, policyVersionId, now);
  const current = snapshot.phases.at(-1);
  if (current?.state === 'OVER') throw new Refusal('IN_TRANSITION');
  return { current, newer };
}

const NOTHING: RouteMove = { stages: [], opens: [], phaseOutcome: null, effects: [] };

/** A phase whose stages have not opened yet, because a step of the system comes first, opens them by the new rules. */
export function planOf(snapshot: CaseSnapshot, current: PhaseRow | undefined, body: RouteBody): RouteMove {
  if (current === undefined || current.runs.length === 0) return NOTHING;
  return moveRoute(phaseState(snapshot, current), rulesOf({ ...snapshot, route: body }, current.name));
}
