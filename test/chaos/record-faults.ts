import type { DrivenStep } from './driven-steps.ts';
import type { Patience } from './patience.ts';

/** What each step leaves in the audit of its case, once. */
const ACTIONS: Readonly<Record<DrivenStep['do'], string>> = {
  CLAIM: 'TASK_CLAIM',
  RELEASE: 'TASK_RELEASE',
  TRANSFER: 'TASK_TRANSFER',
  ADD: 'TASK_ADD_SIGNER',
  REMOVE: 'TASK_REMOVE_SIGNER',
  DELEGATE: 'TASK_DELEGATE',
  RECALL: 'TASK_RECALL',
  RECOMMEND: 'TASK_RECOMMEND',
  APPROVE: 'TASK_APPROVE',
  REJECT: 'TASK_REJECT',
  RETURN: 'TASK_RETURN',
  SUPPLEMENT: 'SUPPLEMENTED',
  TAKE_BACK: 'DECISION_TAKEN_BACK',
  WITHDRAW: 'CASE_WITHDRAWN',
  EXPIRE: 'DUE_EXPIRE',
};

/** A step that is on record more or less often than it was taken; claiming again what one holds leaves nothing. */
export async function recordFaults(patience: Patience, caseId: string, done: readonly DrivenStep[]): Promise<string[]> {
  const rows = await patience.look('the audit', ({ sql }) =>
    sql.rows<{ action: string; times: number }>(
      'SELECT action, count(*)::int AS times FROM audit_entry WHERE case_id = $1 GROUP BY action',
      [caseId],
    ),
  );
  return Object.entries(ACTIONS).flatMap(([what, action]) => {
    const taken = done.filter((step) => step.do === what).length;
    const recorded = rows.find((row) => row.action === action)?.times ?? 0;
    const isRight = what === 'CLAIM' ? recorded <= taken : recorded === taken;
    return isRight ? [] : [`${what} was taken ${taken} times and is on record ${recorded} times`];
  });
}
