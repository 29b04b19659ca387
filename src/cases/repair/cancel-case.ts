import type { Act } from '../../acts/act.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import { assertGoverns } from '../../organisation/governs.ts';
import { interruptCase } from '../../tasks/operations/interrupt.ts';
import { readCase } from '../../tasks/snapshot.ts';
import { recordCaseOperation } from './case-operation.ts';

/**
 * An administrator ends a case (取消); the applicant and whoever has a task of it are told why.
 * @throws Refusal NOT_ALLOWED, WRONG_STATE of a draft, CASE_CLOSED, CASE_CLOSING
 */
export async function cancelCase(act: Act, caseId: string, reason: string): Promise<Facts> {
  const { unitId, state, generation, closedAt } = await readCase(act.tx, caseId);
  await assertGoverns(act, [unitId]);
  // What was not handed in yet is its company's own affair.
  if (state === 'DRAFT' && closedAt === null) throw new Refusal('WRONG_STATE', { state });
  recordCaseOperation(act, { caseId, generation, kind: 'CANCEL', reason });
  return interruptCase(act, caseId, 'CANCELED', 'BY_ADMINISTRATOR', reason);
}
