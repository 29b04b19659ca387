import { ADMISSION_ORDER } from './admission/policy.ts';
import type { PhaseOrder } from './routes/phase-order.ts';

const ORDERS: Readonly<Record<string, PhaseOrder>> = { ADMISSION: ADMISSION_ORDER };

/** Undefined for a process that has no routes. */
export function phaseOrderOf(process: string): PhaseOrder | undefined {
  return ORDERS[process];
}
