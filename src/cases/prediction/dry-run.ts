import { ontoRoute } from '../../domain/prediction/onto-route.ts';
import { phaseOrderOf } from '../../domain/phase-orders.ts';
import { fault } from '../../domain/policies/fault.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { RouteBody } from '../../domain/routes/route.ts';
import type { Tx } from '../../persistence/tx.ts';
import { readCase } from '../../tasks/snapshot.ts';
import type { CaseSight } from '../visibility.ts';
import { readerOf } from './predict-case.ts';
import { predictWay } from './predict-way.ts';
import { readCourse } from './read-course.ts';
import { wayView, type WayView } from './way-view.ts';

export interface DryRun {
  /** As if the case were handed in at this moment. */
  readonly fromStart: WayView;
  /** As if it were moved onto the route where it stands; null for a case that is over. */
  readonly fromHere: WayView | null;
  /** Stages that are open now and that the route does not have. */
  readonly gone: readonly string[];
}

/**
 * What a route would do with a real case, from its start and from where it stands: stages, people, deadlines. It writes nothing.
 * @throws Refusal NOT_FOUND; POLICY_INVALID for a route of another process
 */
export async function dryRun(tx: Tx, caseId: string, route: RouteBody, sight: CaseSight, now: Date): Promise<DryRun> {
  const snapshot = await readCase(tx, caseId);
  if (route.process !== snapshot.process) {
    throw new Refusal('POLICY_INVALID', {
      issues: [fault('PROCESS_DIFFERS', 'process', { process: snapshot.process })],
    });
  }
  const order = phaseOrderOf(route.process, route) ?? [];
  const reader = await readerOf(tx, snapshot, sight);
  const fresh = { order, route, course: [], written: [], isEnded: false, isFresh: true };
  const fromStart = await wayView(tx, await predictWay(tx, snapshot, fresh, now), reader);
  if (snapshot.closedAt !== null || snapshot.closing !== null) return { fromStart, fromHere: null, gone: [] };
  const written = await readCourse(tx, caseId);
  const { phases, gone } = ontoRoute(written, route);
  const here = { order, route, course: phases, written, isEnded: false, isFresh: false };
  return { fromStart, fromHere: await wayView(tx, await predictWay(tx, snapshot, here, now), reader), gone };
}
