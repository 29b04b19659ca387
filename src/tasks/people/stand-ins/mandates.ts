import { mandatesOf, type Mandate } from '../../../domain/substitution/chains.ts';
import type { Tx } from '../../../persistence/tx.ts';
import { mostLinksNow, substitutionsAbove } from '../../../substitution/holding-now.ts';

/** For whom this person stands in now, and for which cases; nearest first. */
export async function mandatesNow(sql: Tx, accountId: string): Promise<readonly Mandate[]> {
  const substitutions = await substitutionsAbove(sql, [accountId]);
  if (substitutions.length === 0) return [];
  return mandatesOf(substitutions, accountId, await mostLinksNow(sql));
}

/** Mandates as the value of one parameter, for `mandateRows`. */
export function mandateValue(mandates: readonly Mandate[]): string {
  return JSON.stringify(mandates.map(({ principalId, scope }, n) => ({ n, principalId, ...scope })));
}

/** Rows `m` out of such a parameter. */
export const mandateRows = (
  parameter: string,
): string => `SELECT x.n, x."principalId" AS principal_id, x.processes, x."unitLists" AS unit_lists,
    x."amountFrom" AS amount_from, x."amountBelow" AS amount_below
  FROM jsonb_to_recordset(${parameter}::jsonb) AS x(n int, "principalId" uuid, processes jsonb, "unitLists" jsonb, "amountFrom" numeric, "amountBelow" numeric)`;

/** The rule `covers` of the domain, of a mandate `m`, a case `c` and its unit `u`. */
export const COVERS = `(jsonb_typeof(m.processes) IS DISTINCT FROM 'array' OR m.processes ? c.process)
  AND NOT EXISTS (SELECT FROM jsonb_array_elements(m.unit_lists) AS list(ids) WHERE NOT list.ids ?| u.path::text[])
  AND (m.amount_from IS NULL OR coalesce(c.amount, 0) >= m.amount_from) AND (m.amount_below IS NULL OR coalesce(c.amount, 0) < m.amount_below)`;

/**
 * Why the substitute may not act on task `t` of case `c` for the principal of `m`, null when nothing is against it. What keeps either of them
 * away keeps both: the substitute is a natural person with relations and words of their own, and the principal cannot hand on what they may not
 * do. Nobody who has a seat of their own in the stage takes a second one.
 */
export const barOf = (substitute: string): string => `coalesce(
    (SELECT min(x.reason_code) FROM stage_exclusion x WHERE x.stage_id = t.stage_id AND x.account_id IN (${substitute}, m.principal_id)),
    CASE WHEN c.started_by = ${substitute} OR EXISTS (SELECT FROM company_member k WHERE k.company_id = c.company_id AND k.account_id = ${substitute}
      AND (k.valid_to IS NULL OR k.valid_to > now())) THEN 'OWN_CASE' END,
    CASE WHEN EXISTS (SELECT FROM conflict_declaration k WHERE k.account_id = ${substitute} AND k.withdrawn_at IS NULL
      AND (k.company_id = c.company_id OR k.case_id = c.id)) THEN 'CONFLICT_OF_INTEREST' END,
    CASE WHEN EXISTS (SELECT FROM task o WHERE o.stage_id = t.stage_id AND o.id <> t.id AND o.state NOT IN ('CANCELED', 'SUPERSEDED')
      AND (o.decided_by = ${substitute} OR (o.assignee_id = ${substitute} AND o.state <> 'DONE')
        OR EXISTS (SELECT FROM task_candidate oc WHERE oc.task_id = o.id AND oc.account_id = ${substitute}))) THEN 'ALREADY_SEATED' END)`;
