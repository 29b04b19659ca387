import { ontoRoute } from '../../domain/prediction/onto-route.ts';
import { phaseOrderOf } from '../../domain/phase-orders.ts';
import { fault } from '../../domain/policies/fault.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { PolicyKind } from '../../domain/policies/kinds.ts';
import type { Tx } from '../../persistence/tx.ts';
import { readCase } from '../../tasks/snapshot.ts';
import type { CaseSight } from '../visibility.ts';
import { readerOf } from './predict-case.ts';
import { predictWay } from './predict-way.ts';
import { readCourse } from './read-course.ts';
import { routeGiven } from './route-given.ts';
import { wayView, type WayView } from './way-view.ts';

export interface DryRun {
  /** The key of the published route that the version chooses for the case; null where it has the route itself. */
  readonly chosen: string | null;
  /** As if the case were handed in at this moment. */
  readonly fromStart: WayView;
  /** As if it were moved onto the route where it stands; null for a case that is over. */
  readonly fromHere: WayView | null;
  /** Stages that are open now and that the route does not have. */
  readonly gone: readonly string[];
}

/**
 * What a version of a rule would do with a real case, from its start and from where it stands: stages, people, deadlines. It writes nothing.
 * @throws Refusal NOT_FOUND, also for a rule that no case goes by; POLICY_INVALID for one of another process
 */
export async function dryRun(
  tx: Tx,
  caseId: string,
  version: { readonly kind: PolicyKind; readonly body: unknown },
  sight: CaseSight,
  now: Date,
): Promise<DryRun> {
  const snapshot = await readCase(tx, caseId);
  const { route, chosen } = await routeGiven(tx, snapshot, version, now);
  if (route.process !== snapshot.process) {
    throw new Refusal('POLICY_INVALID', {
      issues: [fault('PROCESS_DIFFERS', 'process', { process: snapshot.process })],
    });
  }
  const order = phaseOrderOf(route.process, route) ?? [];
  const reader = await readerOf(tx, snapshot, sight);
  const fresh = { order, route, course: [], written: [], isEnded: false, isFresh: true };
  const fromStart = await wayView(tx, await predictWay(tx, snapshot, fresh, now), reader);
  if (snapshot.closedAt !== null || snapshot.closing !== null) return { chosen, fromStart, fromHere: null, gone: [] };
  const written = await readCourse(tx, caseId);
  const { phases, gone } = ontoRoute(written, route);
  const here = { order, route, course: phases, written, isEnded: false, isFresh: false };
  return { chosen, fromStart, fromHere: await wayView(tx, await predictWay(tx, snapshot, here, now), reader), gone };
}
