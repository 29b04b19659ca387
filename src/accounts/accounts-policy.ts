import type { AccountsPolicyBody } from '../domain/accounts/policy.ts';
import type { Tx } from '../persistence/tx.ts';
import { currentPolicy } from '../policies/current.ts';

/** The numbers of logging in, registering and inviting that hold at `at`. */
export async function accountsPolicy(tx: Tx, at: Date): Promise<AccountsPolicyBody> {
  return (await currentPolicy(tx, 'PROCESS_POLICY', 'ACCOUNTS', at)).body;
}
