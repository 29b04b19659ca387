import { isLong } from '../domain/requests/effects.ts';
import { REQUEST_PHASES, type RequestPhase } from '../domain/requests/phases.ts';
import type { Tx } from '../persistence/tx.ts';
import { policyById } from '../policies/current.ts';
import { readCase } from '../tasks/snapshot.ts';

/** What the workflow of a request has to know of its kind: status words alone. */
export interface RequestPlan {
  /** In their order; at least one. */
  readonly phases: readonly RequestPhase[];
  /** Whether something goes on after the case is closed. */
  readonly goesOn: boolean;
}

/** From the rules of the case as they are now: an administrator may have moved it to a newer route. */
export async function planRequest(sql: Tx, caseId: string): Promise<RequestPlan> {
  const { route, processVersionId } = await readCase(sql, caseId);
  if (route === undefined || processVersionId === null)
    throw new Error(`Request ${caseId} was handed in without rules`);
  const { body } = await policyById(sql, 'REQUEST_KIND', processVersionId);
  const phases = REQUEST_PHASES.filter((name) => route.phases[name] !== undefined);
  return { phases, goesOn: body.effects.some(isLong) };
}
