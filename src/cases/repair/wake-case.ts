import type { Act } from '../../acts/act.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import { phasesToReopen, reopenFault, type ReopenablePhase } from '../../domain/tasks/reopen-phase.ts';
import { assertGoverns } from '../../organisation/governs.ts';
import { caseParams } from '../../tasks/case-params.ts';
import { applicantAccounts } from '../../tasks/people/applicant-accounts.ts';
import { readCase, type CaseSnapshot } from '../../tasks/snapshot.ts';
import { recordCaseOperation } from './case-operation.ts';
import { repairOf, type Repairs } from './repairs.ts';

export interface CaseWaking {
  readonly caseId: string;
  readonly phase: string;
  readonly reason: string;
}

/**
 * An administrator reopens an ended case at a phase it was in (唤醒): the next generation on the same record, in a workflow of its own. What was
 * decided before stays; the phase begins anew.
 * @throws Refusal NOT_ALLOWED, CASE_NOT_ENDED, CASE_IN_FORCE, PHASE_NOT_POSSIBLE, WRONG_STATE of what was never handed in
 */
export async function wakeCase(act: Act, repairs: Repairs, { caseId, phase, reason }: CaseWaking): Promise<Facts> {
  const snapshot = await readCase(act.tx, caseId);
  const { order, waking } = repairOf(repairs, snapshot);
  await assertGoverns(act, [snapshot.unitId]);
  if (snapshot.closedAt === null) throw new Refusal('CASE_NOT_ENDED', { state: snapshot.state });
  await assertHandedIn(act, snapshot);
  const last = snapshot.phases.at(-1)?.name;
  const fault = reopenFault(order, last, phase);
  if (fault !== undefined) {
    const possible = phasesToReopen(order, last).map(({ name }) => name);
    throw new Refusal('PHASE_NOT_POSSIBLE', { reasonCode: fault, possible });
  }
  await waking(act, snapshot);
  const generation = snapshot.generation + 1;
  act.tx.send(
    `UPDATE "case" SET generation = $2, state = 'SUBMITTED', outcome = NULL, closing = NULL, closed_at = NULL, armed_at = NULL,
            version = version + 1 WHERE id = $1`,
    [caseId, generation],
  );
  recordCaseOperation(act, { caseId, generation, kind: 'WAKE', reason, phase, seq: snapshot.lastSeq });
  act.audit({
    action: 'CASE_WOKEN',
    caseId,
    subject: `case:${caseId}`,
    reasonCode: 'BY_ADMINISTRATOR',
    before: { state: snapshot.state, generation: snapshot.generation },
    after: { operation: act.id, phase, generation },
  });
  await tellOfWaking(act, order, snapshot, phase, reason);
  act.wake({ caseId, kind: 'START' });
  return { caseId, phase, generation };
}

async function assertHandedIn({ tx }: Act, { id, state }: CaseSnapshot): Promise<void> {
  const handedIn = await tx.maybe('SELECT FROM "case" WHERE id = $1 AND submitted_at IS NOT NULL', [id]);
  if (handedIn === undefined) throw new Refusal('WRONG_STATE', { state });
}

async function tellOfWaking(
  act: Act,
  order: readonly ReopenablePhase[],
  snapshot: CaseSnapshot,
  phase: string,
  reason: string,
): Promise<void> {
  const title = order.find(({ name }) => name === phase)?.title;
  act.tell({
    process: snapshot.process,
    event: 'CASE_WOKEN',
    group: 'APPLICANT',
    accountIds: await applicantAccounts(act.tx, snapshot),
    ref: `wake:${act.id}`,
    caseId: snapshot.id,
    params: { ...caseParams(snapshot), phaseTitleZh: title?.zh ?? '', phaseTitleEn: title?.en ?? '', reason },
  });
}
