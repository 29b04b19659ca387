import { WAYS, type Way } from '../domain/messages/message-table.ts';
import type { EventName } from '../domain/messages/events.ts';
import type { Tx } from '../persistence/tx.ts';
import { findPolicy } from '../policies/current.ts';

/** By which ways people hear of this event in this process, as the message table of this instant says. */
export async function offeredWays(sql: Tx, process: string, event: EventName, at: Date): Promise<Way[]> {
  const table = await findPolicy(sql, 'MESSAGE_TABLE', process, at);
  const used = new Set((table?.body.events[event] ?? []).flatMap(({ channels }) => channels));
  return WAYS.filter((way) => used.has(way));
}
