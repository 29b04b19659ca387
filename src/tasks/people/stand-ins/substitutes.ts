import { substitutesFor, type Substitution } from '../../../domain/substitution/chains.ts';
import type { CaseFacts } from '../../../domain/substitution/scope.ts';
import type { Tx } from '../../../persistence/tx.ts';
import { mostLinksNow, substitutionsBelow } from '../../../substitution/holding-now.ts';
import { barOf } from './mandates.ts';

/** Everything over which the tasks of these people could travel now; for most it is empty. */
export type Substitutions = readonly Substitution[];

/** Those who may hear of a task, and who may act on it in their names: whoever is kept away from it does not hear of it. */
export async function withSubstitutes(
  tx: Tx,
  { taskId, facts }: { readonly taskId: string; readonly facts: CaseFacts | (() => Promise<CaseFacts>) },
  people: readonly string[],
  known?: Substitutions,
): Promise<readonly string[]> {
  const substitutions = known ?? (await substitutionsBelow(tx, people));
  if (substitutions.length === 0) return people;
  const [mostLinks, about] = await Promise.all([mostLinksNow(tx), typeof facts === 'function' ? facts() : facts]);
  const pairs = people.flatMap((principalId) =>
    substitutesFor(substitutions, principalId, about, mostLinks).map((substituteId) => ({ principalId, substituteId })),
  );
  if (pairs.length === 0) return people;
  const rows = await tx.rows<{ id: string }>(TOLD, [taskId, JSON.stringify(pairs)]);
  return [...new Set([...people, ...rows.map(({ id }) => id)])];
}

const TOLD = `SELECT DISTINCT m.substitute_id AS id
  FROM (SELECT x."principalId" AS principal_id, x."substituteId" AS substitute_id
    FROM jsonb_to_recordset($2::jsonb) AS x("principalId" uuid, "substituteId" uuid)) m
  JOIN account a ON a.id = m.substitute_id AND a.state = 'ACTIVE'
  JOIN task t ON t.id = $1 JOIN "case" c ON c.id = t.case_id WHERE ${barOf('m.substitute_id')} IS NULL`;

export async function factsOfTask(tx: Tx, taskId: string): Promise<CaseFacts> {
  return tx.one<CaseFacts & Record<string, unknown>>(
    `SELECT c.process, u.path AS "unitPath", coalesce(c.amount, 0)::float8 AS amount
     FROM task t JOIN "case" c ON c.id = t.case_id JOIN unit u ON u.id = c.unit_id WHERE t.id = $1`,
    [taskId],
  );
}
