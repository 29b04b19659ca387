import { rulesFor, type ConversationRules } from '../domain/conversation/policy.ts';
import type { Tx } from '../persistence/tx.ts';
import { currentPolicy } from '../policies/current.ts';

/** The rules of this instant, not pinned to the case: how people talk is no part of what was decided. */
export async function conversationRules(sql: Tx, process: string, at: Date): Promise<ConversationRules> {
  return rulesFor((await currentPolicy(sql, 'PROCESS_POLICY', 'CONVERSATION', at)).body, process);
}
