import type { Mandate } from '../../domain/substitution/chains.ts';
import type { Tx } from '../../persistence/tx.ts';
import { barOf, COVERS, mandateRows, mandatesNow, mandateValue } from '../people/stand-ins/mandates.ts';

/** In whose name somebody may answer what a supervisor is asked, or would if nothing were against it. */
export interface ConfirmationStandIn {
  readonly principalId: string;
  /** Why they may not, by the reason codes of exclusions; null when they may. */
  readonly bar: string | null;
}

const STAND_IN = `WITH m AS (${mandateRows('$3')})
  SELECT m.principal_id AS "principalId", ${barOf('$2')} AS bar
  FROM confirmation f JOIN m ON m.principal_id = f.supervisor_id JOIN task t ON t.id = f.task_id
    JOIN "case" c ON c.id = f.case_id JOIN unit u ON u.id = c.unit_id
  WHERE f.stage_id = $1 AND ${COVERS} ORDER BY m.n LIMIT 1`;

/** Undefined when this person stands in for nobody who is asked to confirm the run. */
export async function confirmationStandIn(
  sql: Tx,
  stageId: string,
  accountId: string,
): Promise<ConfirmationStandIn | undefined> {
  const mandates = await mandatesNow(sql, accountId);
  if (mandates.length === 0) return undefined;
  const values = [stageId, accountId, mandateValue(mandates)];
  return sql.maybe<ConfirmationStandIn & Record<string, unknown>>(STAND_IN, values);
}

/** As SQL of a confirmation `f`, its run `s`, task `t`, case `c` and unit `u`: the account may answer it for whom it is asked of. */
export function answeredForAnother(
  account: string,
  mandates: readonly Mandate[],
  bind: (value: unknown) => string,
): string {
  const principals = bind(mandates.map(({ principalId }) => principalId));
  return `(f.supervisor_id = ANY (${principals}::uuid[]) AND EXISTS (SELECT FROM (${mandateRows(bind(mandateValue(mandates)))}) m WHERE m.principal_id = f.supervisor_id AND ${COVERS} AND ${barOf(account)} IS NULL
    AND NOT EXISTS (SELECT FROM decision d WHERE d.stage_id = s.id AND d.taken_back_at IS NULL AND ${account} IN (d.account_id, d.on_behalf_of))))`;
}
