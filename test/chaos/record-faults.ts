import { WORDS_BY_TIME } from '../../src/domain/tasks/automatic-reasons.ts';
import type { AnyStep } from '../histories/further-steps.ts';
import type { Patience } from './patience.ts';

/** What each step leaves in the audit of its case, once; who stands in for whom is no matter of a case. */
const ACTIONS: Readonly<Record<Exclude<AnyStep['do'], 'SUBSTITUTE' | 'REVOKE'>, string>> = {
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
  HAND_OVER: 'TASK_HAND_OVER',
  MOVE: 'ROUTE_MOVED',
  TAKE_BACK: 'DECISION_TAKEN_BACK',
  WITHDRAW: 'CASE_WITHDRAWN',
  EXPIRE: 'DUE_EXPIRE',
  TIME_OUT: 'DUE_DUE',
};

/**
 * A step that is on record more or less often than it was taken; the system's word is one of time, not of a person. Claiming again what one holds leaves nothing, and a hand-over something for each
 * task.
 */
export async function recordFaults(patience: Patience, caseId: string, done: readonly AnyStep[]): Promise<string[]> {
  const rows = await patience.look('the audit', ({ sql }) =>
    sql.rows<{ action: string; times: number }>(
      `SELECT action, count(*)::int AS times FROM audit_entry
       WHERE case_id = $1 AND coalesce(reason_code, '') <> ALL ($2) GROUP BY action`,
      [caseId, WORDS_BY_TIME],
    ),
  );
  return Object.entries(ACTIONS).flatMap(([what, action]) => {
    const taken = done.filter((step) => step.do === what).length;
    const recorded = rows.find((row) => row.action === action)?.times ?? 0;
    const isLess = what === 'CLAIM' && recorded < taken;
    const isMore = what === 'HAND_OVER' && taken > 0 && recorded > taken;
    return recorded === taken || isLess || isMore
      ? []
      : [`${what} was taken ${taken} times and is on record ${recorded} times`];
  });
}
