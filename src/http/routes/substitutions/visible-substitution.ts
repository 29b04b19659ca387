import { permissionsOf, type Actor } from '../../../domain/access/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Tx } from '../../../persistence/tx.ts';
import { findSubstitution, type SubstitutionView } from '../../../substitution/read-substitutions.ts';

/** Principal and substitute see it, and who administers or audits; to everybody else it does not exist. @throws Refusal NOT_FOUND */
export async function visibleSubstitution(sql: Tx, actor: Actor, id: string): Promise<SubstitutionView> {
  const found = await findSubstitution(sql, id);
  const permissions = permissionsOf(actor);
  const oversees = permissions.has('WRITE_ORGANISATION') || permissions.has('READ_AUDIT');
  const isTheirs = found?.principal.id === actor.id || found?.substitute.id === actor.id;
  if (found === undefined || !(isTheirs || oversees)) throw new Refusal('NOT_FOUND');
  return found;
}
