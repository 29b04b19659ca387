import { assertCanReadCase } from '../../cases/visibility.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../persistence/tx.ts';

/** The case of a copy, for the office; the applicant's people know of none. @throws Refusal NOT_FOUND */
export async function caseOfCopy(sql: Tx, actor: Actor, copyId: string): Promise<string> {
  const copy = await sql.maybe<{ caseId: string }>('SELECT case_id AS "caseId" FROM case_copy WHERE id = $1', [copyId]);
  if (copy === undefined) throw new Refusal('NOT_FOUND');
  const { office } = await assertCanReadCase(sql, actor, copy.caseId);
  if (!office) throw new Refusal('NOT_FOUND');
  return copy.caseId;
}
