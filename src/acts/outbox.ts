import type { Tx } from '../persistence/tx.ts';

export interface OutboxKey {
  readonly caseId: string;
  readonly generation: number;
  readonly n: number;
}

/** An outbox row as it is told. */
export interface OutboxRow extends OutboxKey {
  readonly workflowId: string;
  readonly kind: 'START' | 'WAKE';
  readonly seq: number | null;
  readonly outcome: string | null;
  readonly interrupt: string | null;
  readonly nextAt: Date | null;
  readonly deliveredAt: Date | null;
}

export const OUTBOX_COLUMNS = `case_id AS "caseId", generation, n, workflow_id AS "workflowId", kind, seq, outcome, interrupt,
  next_at AS "nextAt", delivered_at AS "deliveredAt"`;

/** A row just written, and whether its workflow has been started: no wake goes out before its start. */
export interface FreshRow extends OutboxRow {
  readonly started: boolean;
}

/** What the workflow of a case has to be told. */
export interface Wake {
  readonly caseId: string;
  readonly kind: 'START' | 'WAKE';
  readonly seq?: number | undefined;
  readonly outcome?: string | undefined;
  readonly interrupt?: string | undefined;
  readonly nextAt?: Date | undefined;
}

/**
 * Rows are born leased to the API, for 3 s, so that the relay leaves the first attempt to it (architecture §2).
 * `n` comes from the counter on the locked case row; the row that starts a generation's workflow is n = 0.
 */
export async function writeOutbox(tx: Tx, wakes: readonly Wake[], leaseSeconds = 3): Promise<FreshRow[]> {
  const rows: FreshRow[] = [];
  for (const wake of wakes) {
    rows.push(
      await tx.one<OutboxRow & { started: boolean }>(
        `WITH counted AS (
           UPDATE "case" SET outbox_n = CASE WHEN $2 = 'START' THEN 0 ELSE outbox_n + 1 END,
                  armed_at = CASE WHEN $2 = 'START' THEN armed_at ELSE coalesce($6::timestamptz, armed_at) END
           WHERE id = $1 RETURNING id, generation, outbox_n, process)
         INSERT INTO outbox AS o (case_id, generation, n, workflow_id, kind, seq, outcome, interrupt, next_at, leased_until)
         SELECT id, generation, outbox_n, lower(process) || ':' || id || ':' || generation, $2, $3::int, $4::text, $5::text, $6::timestamptz,
                clock_timestamp() + $7 * interval '1 second'
         FROM counted
         RETURNING ${OUTBOX_COLUMNS}, ${STARTED}`,
        [
          wake.caseId,
          wake.kind,
          wake.seq ?? null,
          wake.outcome ?? null,
          wake.interrupt ?? null,
          wake.nextAt ?? null,
          leaseSeconds,
        ],
      ),
    );
  }
  return rows;
}

/** Of a row `o`: its generation's workflow has been told to start. */
export const STARTED = `NOT EXISTS (SELECT FROM outbox s WHERE s.case_id = o.case_id AND s.generation = o.generation
  AND s.kind = 'START' AND s.delivered_at IS NULL AND s.n <> o.n) AS started`;

/** With so many wakes under way work on many cases waits, so that the relay has time for everybody else's. */
const CROWDED = 100;

/** Old rows are those of a workflow that cannot be told; health shows them, and nobody waits for them. */
export async function isCrowded(sql: Tx): Promise<boolean> {
  const { count } = await sql.one<{ count: number }>(
    `SELECT count(*) AS count FROM (SELECT FROM outbox WHERE delivered_at IS NULL AND created_at > now() - interval '1 minute' LIMIT $1) waiting`,
    [CROWDED],
  );
  return count === CROWDED;
}
