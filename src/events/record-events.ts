import { happeningOf, type Happening, type Recorded } from '../domain/webhooks/events.ts';
import type { Tx } from '../persistence/tx.ts';

/**
 * What an act did, for the webhooks that want to hear of it: one row each, in the act's transaction. One statement that is not waited for;
 * the caller knows whether anybody listens. The numbers of a case's rows follow its acts, because its lock is held.
 */
export function recordEvents(tx: Tx, records: readonly Recorded[], further: readonly Happening[], now: Date): void {
  const happened = [...records.flatMap((record) => happeningOf(record) ?? []), ...further];
  if (happened.length === 0) return;
  tx.send(
    `WITH happened AS MATERIALIZED (
       SELECT uuidv7() AS id, h.* FROM jsonb_to_recordset($1::jsonb) AS h(n int, event text, case_id uuid, data jsonb))
     INSERT INTO webhook_delivery (webhook_id, event_id, event, case_id, payload, next_try_at, created_at)
     SELECT w.id, h.id, h.event, h.case_id,
            jsonb_build_object('caseId', c.id, 'caseNumber', c.number, 'process', c.process, 'generation', c.generation) || h.data, $2, $2
     FROM happened h JOIN "case" c ON c.id = h.case_id JOIN webhook w ON w.state <> 'REMOVED' AND h.event = ANY (w.events)
     ORDER BY h.n`,
    [JSON.stringify(happened.map(({ event, caseId, data }, n) => ({ n, event, case_id: caseId, data }))), now],
  );
}
