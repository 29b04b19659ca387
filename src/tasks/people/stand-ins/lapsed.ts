import { principalsFor } from '../../../domain/substitution/chains.ts';
import type { CaseFacts } from '../../../domain/substitution/scope.ts';
import type { Tx } from '../../../persistence/tx.ts';
import { mostLinksNow, substitutionsAbove } from '../../../substitution/holding-now.ts';

interface HeldForAnother extends CaseFacts {
  readonly id: string;
  readonly caseId: string;
  readonly assigneeId: string;
  readonly principalId: string;
}

const HELD = `SELECT t.id, t.case_id AS "caseId", t.assignee_id AS "assigneeId", t.on_behalf_of AS "principalId", c.process, u.path AS "unitPath",
    coalesce(c.amount, 0)::float8 AS amount
  FROM task t JOIN "case" c ON c.id = t.case_id JOIN unit u ON u.id = c.unit_id
  WHERE t.on_behalf_of IS NOT NULL AND t.assignee_id IS NOT NULL AND t.state IN ('CLAIMED', 'SUSPENDED')`;

/** Tasks held in another's name by somebody who does not stand in for that person any more. `condition` is about a task `t`. */
export async function lapsedStandIns(
  sql: Tx,
  condition: string,
  values: readonly unknown[],
): Promise<{ id: string; caseId: string }[]> {
  const held = await sql.rows<HeldForAnother & Record<string, unknown>>(
    `${HELD} AND ${condition} ORDER BY t.case_id, t.id`,
    values,
  );
  if (held.length === 0) return [];
  const assignees = [...new Set(held.map(({ assigneeId }) => assigneeId))];
  const [substitutions, mostLinks] = await Promise.all([substitutionsAbove(sql, assignees), mostLinksNow(sql)]);
  return held
    .filter((task) => !principalsFor(substitutions, task.assigneeId, task, mostLinks).includes(task.principalId))
    .map(({ id, caseId }) => ({ id, caseId }));
}
