import { REQUEST } from '../domain/requests/kind.ts';
import type { Duration } from '../domain/time/duration.ts';
import type { Tx } from '../persistence/tx.ts';
import { policyById } from './current.ts';

/** What the pinned rules of every case say, whatever its process. */
interface ProcessRules {
  /** How long the applicant has after a return. */
  readonly supplement: { readonly window: Duration; readonly remindBefore: Duration[] };
  /** Whether the applicant reads who of the office decides. */
  readonly showsStaffNames: boolean;
}

/** The numbers of the process; of a request, its kind's. */
export async function processRules(tx: Tx, process: string, versionId: string): Promise<ProcessRules> {
  const kind = process === REQUEST ? 'REQUEST_KIND' : 'PROCESS_POLICY';
  const { body } = await policyById(tx, kind, versionId);
  if (!('supplement' in body)) throw new Error(`Policy ${versionId} has no supplement window`);
  return { supplement: body.supplement, showsStaffNames: body.showStaffNames };
}
