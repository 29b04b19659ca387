import type { Act } from '../../acts/act.ts';
import { caseParams } from '../case-params.ts';
import { applicantAccounts } from '../people/applicant-accounts.ts';
import type { CaseSnapshot, PhaseRow } from '../snapshot.ts';

/** The outcome of a phase by which an application is approved. */
export function isApproval(phaseName: string, outcome: string | undefined): boolean {
  return phaseName === 'LEADER_APPROVAL' && outcome === 'APPROVED';
}

/** An approval by the system's last word is told like any other (ADM-06); a refusal is told by who closes the case. */
export async function tellEnding(
  act: Act,
  snapshot: CaseSnapshot,
  { name, seq }: Pick<PhaseRow, 'name' | 'seq'>,
  outcome: string,
): Promise<void> {
  if (!isApproval(name, outcome)) return;
  act.tell({
    process: snapshot.process,
    event: 'APPLICATION_APPROVED',
    group: 'APPLICANT',
    accountIds: await applicantAccounts(act.tx, snapshot),
    ref: `phase:${snapshot.id}:${seq}`,
    caseId: snapshot.id,
    params: caseParams(snapshot),
  });
}
