import { ADMISSION_PHASE_NAMES } from './admission/phase-names.ts';
import { ADMISSION_ORDER } from './admission/policy.ts';
import { REQUEST } from './requests/kind.ts';
import { REQUEST_PHASE_NAMES, requestOrder } from './requests/phases.ts';
import type { PhaseOrder } from './routes/phase-order.ts';
import type { RouteBody } from './routes/route.ts';
import type { Bilingual } from './text.ts';

const ORDERS: Readonly<Record<string, PhaseOrder>> = { ADMISSION: ADMISSION_ORDER };
const TITLES: Readonly<Record<string, Readonly<Record<string, Bilingual>>>> = {
  ADMISSION: ADMISSION_PHASE_NAMES,
  REQUEST: REQUEST_PHASE_NAMES,
};

/** Undefined for a process that has no routes. Which phases a request has says its route. */
export function phaseOrderOf(process: string, route: Pick<RouteBody, 'phases'> | undefined): PhaseOrder | undefined {
  return process === REQUEST ? requestOrder(Object.keys(route?.phases ?? {})) : ORDERS[process];
}

/** What people read for a phase; null where it has no name but its word. */
export function phaseTitleOf(process: string, phase: string): Bilingual | null {
  return TITLES[process]?.[phase] ?? null;
}
