import type { Tx } from '../persistence/tx.ts';
import type { Channel } from '../domain/access/actor.ts';
import type { Facts } from '../domain/refusal.ts';

/** One entry of a chain (ORG-09). `before` and `after` hold ids, codes and numbers; personal fields only as keyed hash. */
export interface AuditRecord {
  readonly chain: `case:${string}` | `unit:${string}` | `cycle:${string}`;
  readonly at: Date;
  readonly actor: { readonly id: string | null; readonly kind: 'PERSON' | 'SERVICE' | 'SYSTEM' };
  readonly onBehalfOf?: string | null | undefined;
  readonly channel: Channel;
  readonly action: string;
  readonly reasonCode?: string | undefined;
  readonly caseId?: string | undefined;
  readonly unitId?: string | undefined;
  /** What was acted on: `task:<id>`, `company:<id>` … */
  readonly subject?: string | undefined;
  readonly before?: Facts | undefined;
  readonly after?: Facts | undefined;
}

/** Appends in order; must be the last writes of a transaction, because the chain heads are locked last (architecture §2). */
export function appendAudit(tx: Tx, records: readonly AuditRecord[]): void {
  if (records.length === 0) return;
  tx.send('SELECT audit_append($1::jsonb)', [JSON.stringify(records.map(toRow))]);
}

function toRow(record: AuditRecord) {
  const row = {
    chain: record.chain,
    at: record.at.toISOString(),
    actorId: record.actor.id,
    actorKind: record.actor.kind,
    onBehalfOf: record.onBehalfOf ?? null,
    channel: record.channel,
    action: record.action,
    reasonCode: record.reasonCode ?? null,
    caseId: record.caseId ?? null,
    unitId: record.unitId ?? null,
    subject: record.subject ?? null,
  };
  return { ...row, payload: canonicalJson({ ...row, before: record.before ?? null, after: record.after ?? null }) };
}

/** JSON with keys in one order, so that equal content is equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
