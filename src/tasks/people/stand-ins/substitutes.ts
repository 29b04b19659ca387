import { substitutesFor } from '../../../domain/substitution/chains.ts';
import type { CaseFacts } from '../../../domain/substitution/scope.ts';
import type { Tx } from '../../../persistence/tx.ts';
import { mostLinksNow, substitutionsBelow } from '../../../substitution/holding-now.ts';

/** Of each of these people: who may act for them in this case now. Only who has a substitute is in it. */
export async function substitutesOf(
  tx: Tx,
  facts: CaseFacts,
  principalIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const substitutions = principalIds.length === 0 ? [] : await substitutionsBelow(tx, principalIds);
  if (substitutions.length === 0) return new Map();
  const mostLinks = await mostLinksNow(tx);
  return new Map(principalIds.map((id) => [id, substitutesFor(substitutions, id, facts, mostLinks)]));
}
