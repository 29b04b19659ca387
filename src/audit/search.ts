import type { Tx } from '../persistence/tx.ts';
import { Where } from '../persistence/where.ts';

export interface AuditSearch {
  readonly actorId?: string | undefined;
  /** In whose name somebody acted. */
  readonly onBehalfOf?: string | undefined;
  readonly caseId?: string | undefined;
  readonly caseNumber?: string | undefined;
  readonly action?: string | undefined;
  /** `company:<id>`, `task:<id>` … */
  readonly subject?: string | undefined;
  /** A unit with the units below it: entries in their chains, and entries of their cases. */
  readonly unitId?: string | undefined;
  readonly from?: Date | undefined;
  /** Exclusive. */
  readonly to?: Date | undefined;
  readonly before?: AuditKey | undefined;
  readonly limit: number;
}

/** Newest first, then by chain, so that entries of one instant have one order. */
export type AuditKey = readonly [at: Date, chain: string, seq: number];

export interface AuditRow {
  readonly chain: string;
  readonly seq: number;
  readonly at: Date;
  readonly actorId: string | null;
  /** As the account is called today; the entry itself holds no name. */
  readonly actorName: string | null;
  readonly actorKind: 'PERSON' | 'SERVICE' | 'SYSTEM';
  readonly onBehalfOf: string | null;
  readonly onBehalfOfName: string | null;
  readonly channel: string;
  readonly action: string;
  readonly reasonCode: string | null;
  readonly caseId: string | null;
  readonly caseNumber: string | null;
  readonly unitId: string | null;
  readonly subject: string | null;
}

export interface AuditDetail extends AuditRow {
  readonly before: unknown;
  readonly after: unknown;
  readonly hash: string;
}

const COLUMNS = `e.chain, e.seq, e.at, e.actor_id AS "actorId", a.name AS "actorName", e.actor_kind AS "actorKind", e.on_behalf_of AS "onBehalfOf",
  p.name AS "onBehalfOfName",
  e.channel, e.action, e.reason_code AS "reasonCode", e.case_id AS "caseId", c.number AS "caseNumber", e.unit_id AS "unitId", e.subject`;
const NAMES = `LEFT JOIN account a ON a.id = e.actor_id LEFT JOIN account p ON p.id = e.on_behalf_of LEFT JOIN "case" c ON c.id = e.case_id`;

/** One row more than asked for (ORG-09). */
export async function searchAudit(sql: Tx, search: AuditSearch): Promise<AuditRow[]> {
  const where = conditionsOf(search);
  return sql.rows<AuditRow>(
    `SELECT ${COLUMNS} FROM (
       SELECT * FROM audit_entry x WHERE ${where.condition}
       ORDER BY x.at DESC, x.chain DESC, x.seq DESC LIMIT ${where.bind(search.limit + 1)}) AS e ${NAMES}
     ORDER BY e.at DESC, e.chain DESC, e.seq DESC`,
    where.values,
  );
}

function conditionsOf(search: AuditSearch): Where {
  const { actorId, onBehalfOf, caseId, caseNumber, action, subject, unitId, from, to, before } = search;
  const where = new Where();
  if (actorId !== undefined) where.add(where.sql`x.actor_id = ${actorId}::uuid`);
  if (onBehalfOf !== undefined) where.add(where.sql`x.on_behalf_of = ${onBehalfOf}::uuid`);
  if (caseId !== undefined) where.add(where.sql`x.case_id = ${caseId}::uuid`);
  if (caseNumber !== undefined) where.add(where.sql`x.case_id = (SELECT id FROM "case" WHERE number = ${caseNumber})`);
  if (action !== undefined) where.add(where.sql`x.action = ${action}`);
  if (subject !== undefined) where.add(where.sql`x.subject = ${subject}`);
  if (unitId !== undefined) {
    const units = where.sql`ARRAY(SELECT u.id FROM unit u WHERE u.path @> ARRAY[${unitId}::uuid])`;
    where.add(`x.unit_id = ANY(${units}) OR x.case_id IN (SELECT k.id FROM "case" k WHERE k.unit_id = ANY(${units}))`);
  }
  if (from !== undefined) where.add(where.sql`x.at >= ${from}`);
  if (to !== undefined) where.add(where.sql`x.at < ${to}`);
  if (before !== undefined) {
    where.add(where.sql`(x.at, x.chain, x.seq) < (${before[0]}::timestamptz, ${before[1]}, ${before[2]}::int)`);
  }
  return where;
}

/** What was before and after, as it was hashed. */
export async function readAuditEntry(sql: Tx, chain: string, seq: number): Promise<AuditDetail | undefined> {
  const row = await sql.maybe<AuditRow & { payload: string; hash: string }>(
    `SELECT ${COLUMNS}, e.payload, e.hash FROM audit_entry e ${NAMES} WHERE e.chain = $1 AND e.seq = $2`,
    [chain, seq],
  );
  if (row === undefined) return undefined;
  const { payload, ...entry } = row;
  return { ...entry, ...stateChange(payload) };
}

function stateChange(payload: string): { before: unknown; after: unknown } {
  const told: unknown = JSON.parse(payload);
  const values = new Map<string, unknown>(typeof told === 'object' && told !== null ? Object.entries(told) : []);
  return { before: values.get('before') ?? null, after: values.get('after') ?? null };
}
