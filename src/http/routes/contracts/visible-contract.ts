import { assertCanReadCase, type CaseSight } from '../../../cases/visibility.ts';
import { findContract, type Contract } from '../../../contracts/contract.ts';
import type { Actor } from '../../../domain/access/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Tx } from '../../../persistence/tx.ts';

/** A contract is seen by whoever sees its case. @throws Refusal NOT_FOUND */
export async function visibleContract(
  sql: Tx,
  actor: Actor,
  contractId: string,
): Promise<{ readonly contract: Contract; readonly sight: CaseSight }> {
  const contract = await findContract(sql, contractId);
  if (contract === undefined) throw new Refusal('NOT_FOUND');
  return { contract, sight: await assertCanReadCase(sql, actor, contract.caseId) };
}
