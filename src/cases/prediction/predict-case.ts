import { readApplication } from '../../admission/application/application.ts';
import { ADMISSION, routeToBe } from '../../admission/application/pin-policies.ts';
import { Refusal } from '../../domain/refusal.ts';
import { REQUEST } from '../../domain/requests/kind.ts';
import type { RouteBody } from '../../domain/routes/route.ts';
import { phaseOrderOf, phaseTitleOf } from '../../domain/phase-orders.ts';
import { SUPPLEMENT_TITLE } from '../../tasks/runs/rules.ts';
import type { Tx } from '../../persistence/tx.ts';
import { processRules } from '../../policies/process-rules.ts';
import { kindOf } from '../../requests/kinds.ts';
import { readRequest } from '../../requests/request.ts';
import { wayOf } from '../../requests/way.ts';
import { readCase, type CaseSnapshot } from '../../tasks/snapshot.ts';
import type { CaseSight } from '../visibility.ts';
import { predictWay } from './predict-way.ts';
import { readCourse } from './read-course.ts';
import { wayView, type WayReader, type WayView } from './way-view.ts';

export interface CasePrediction extends WayView {
  readonly caseId: string;
  readonly process: string;
  readonly state: string;
  readonly isEnded: boolean;
}

/**
 * What a case has gone through, where it stands, and what comes if everybody approves, as whoever asks may see it. A draft
 * is told the route it would take if it were handed in now. @throws Refusal NOT_FOUND
 */
export async function predictCase(tx: Tx, caseId: string, sight: CaseSight, now: Date): Promise<CasePrediction> {
  const snapshot = await readCase(tx, caseId);
  const { process, state } = snapshot;
  const route = snapshot.route ?? (await expectedRoute(tx, snapshot, now));
  const isEnded = snapshot.closedAt !== null || snapshot.closing !== null;
  const order = phaseOrderOf(process, route) ?? [];
  const written = await readCourse(tx, caseId);
  const way = await predictWay(
    tx,
    snapshot,
    { order, route: route ?? { process, phases: {} }, course: written, written, isEnded, isFresh: false },
    now,
  );
  return { caseId, process, state, isEnded, ...(await wayView(tx, way, await readerOf(tx, snapshot, sight))) };
}

export async function readerOf(tx: Tx, snapshot: CaseSnapshot, sight: CaseSight): Promise<WayReader> {
  const { companyId, process, processVersionId } = snapshot;
  const rules = processVersionId === null ? undefined : await processRules(tx, process, processVersionId);
  return {
    companyId,
    sight,
    phaseTitle: (name) => phaseTitleOf(process, name),
    supplementTitle: SUPPLEMENT_TITLE,
    showsStaffNames: rules?.showsStaffNames ?? false,
  };
}

/** Undefined where no rule names one: then there is nothing to tell yet. */
async function expectedRoute(tx: Tx, { id, process }: CaseSnapshot, now: Date): Promise<RouteBody | undefined> {
  try {
    if (process === ADMISSION) return await routeToBe(tx, await readApplication(tx, id), now);
    if (process !== REQUEST) return undefined;
    const request = await readRequest(tx, id);
    const kind = await kindOf(tx, request, now);
    return (await wayOf(tx, kind.body, request.values, now))?.route;
  } catch (error) {
    if (error instanceof Refusal && (error.code === 'NO_ROUTE' || error.code === 'KIND_NOT_OPEN')) return undefined;
    throw error;
  }
}
