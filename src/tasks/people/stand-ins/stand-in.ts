import type { Tx } from '../../../persistence/tx.ts';
import { isCandidateAt } from '../is-candidate.ts';
import { barOf, COVERS, mandateRows, mandatesNow, mandateValue } from './mandates.ts';

/** In whose name somebody may act on a task, or would if nothing were against it. */
export interface StandIn {
  readonly principalId: string;
  /** Why they may not, by the reason codes of exclusions; null when they may. */
  readonly bar: string | null;
  /** Overdue, it came to the principal as the superior. */
  readonly escalated: boolean;
}

/**
 * What the applicant owes is done by the applicant's own people alone. Whose claim it is comes first, so that the claim can be gone on with;
 * otherwise the nearest principal.
 */
const STAND_IN = `WITH m AS (${mandateRows('$3')})
  SELECT * FROM (
    SELECT m.n, m.principal_id AS "principalId", ${barOf('$2')} AS bar,
      coalesce(t.on_behalf_of, t.assignee_id) IS NOT DISTINCT FROM m.principal_id AS held,
      EXISTS (SELECT FROM task_candidate e WHERE e.task_id = t.id AND e.account_id = m.principal_id AND e.escalated) AS escalated
    FROM m JOIN task t ON t.id = $1 JOIN "case" c ON c.id = t.case_id JOIN unit u ON u.id = c.unit_id JOIN account a ON a.id = m.principal_id
    WHERE ${COVERS} AND EXISTS (SELECT FROM task_candidate tc WHERE tc.task_id = t.id AND tc.kind <> 'COMPANY' AND ${isCandidateAt('statement_timestamp()')})) found
  ORDER BY bar IS NOT NULL, NOT held, n LIMIT 1`;

/** Undefined when this person stands in for nobody who could take the task. */
export async function standInFor(tx: Tx, taskId: string, accountId: string): Promise<StandIn | undefined> {
  const mandates = await mandatesNow(tx, accountId);
  if (mandates.length === 0) return undefined;
  return tx.maybe<StandIn & Record<string, unknown>>(STAND_IN, [taskId, accountId, mandateValue(mandates)]);
}

const DELEGATE = `WITH m AS (${mandateRows('$3')})
  SELECT m.principal_id AS "principalId" FROM m JOIN task t ON t.id = $1 AND t.delegate_id = m.principal_id
    JOIN "case" c ON c.id = t.case_id JOIN unit u ON u.id = c.unit_id
  WHERE ${COVERS} AND ${barOf('$2')} IS NULL LIMIT 1`;

/** Who was asked to work on the task, where this person stands in for them and nothing is against it; null else. */
export async function standInForDelegate(tx: Tx, taskId: string, accountId: string): Promise<string | null> {
  const mandates = await mandatesNow(tx, accountId);
  if (mandates.length === 0) return null;
  const values = [taskId, accountId, mandateValue(mandates)];
  return (await tx.maybe<{ principalId: string }>(DELEGATE, values))?.principalId ?? null;
}

/** Whether there is an open task in the case that this person may take in another's name, or a duty they may confirm: then they may read the case. */
export async function mayStandInCase(sql: Tx, caseId: string, accountId: string): Promise<boolean> {
  const mandates = await mandatesNow(sql, accountId);
  if (mandates.length === 0) return false;
  const { may } = await sql.one<{ may: boolean }>(MAY_IN_CASE, [caseId, accountId, mandateValue(mandates)]);
  return may;
}

const MAY_IN_CASE = `WITH m AS (${mandateRows('$3')})
  SELECT EXISTS (
    SELECT FROM m JOIN "case" c ON c.id = $1 JOIN unit u ON u.id = c.unit_id JOIN task t ON t.case_id = c.id
    JOIN account a ON a.id = m.principal_id
    WHERE ${COVERS} AND ${barOf('$2')} IS NULL
      AND (EXISTS (SELECT FROM confirmation f WHERE f.task_id = t.id AND f.supervisor_id = a.id AND f.state <> 'CONFIRMED')
        OR t.state IN ('OPEN', 'CLAIMED', 'SUSPENDED') AND (t.delegate_id = a.id
        OR EXISTS (SELECT FROM task_candidate tc WHERE tc.task_id = t.id AND tc.kind <> 'COMPANY' AND ${isCandidateAt('now()')})))) AS may`;
