import type { Actor } from '../domain/access/actor.ts';
import type { ImportKind } from '../domain/imports/columns.ts';
import type { RowError } from '../domain/imports/row-errors.ts';
import type { Tx } from '../persistence/tx.ts';
import { mayImport, mayReadImports, reachOf } from './reach.ts';
import type { RowAction } from './checked-row.ts';

export interface ImportJob {
  readonly id: string;
  readonly kind: ImportKind;
  readonly state: 'CHECKED' | 'REJECTED' | 'APPLIED';
  readonly fileName: string;
  readonly fileHash: string;
  readonly unitId: string;
  readonly rowCount: number;
  readonly errorCount: number;
  readonly newCount: number;
  readonly changeCount: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly appliedAt: Date | null;
  readonly version: number;
}

/** A row of the report. Personal fields stay where they are. */
export interface ImportRow {
  readonly row: number;
  readonly action: RowAction;
  readonly creditCode: string | null;
  readonly companyName: string | null;
  readonly channelCode: string | null;
  readonly channelName: string | null;
  readonly errors: readonly RowError[];
}

const JOB = `SELECT j.id, j.kind, j.state, f.name AS "fileName", f.sha256 AS "fileHash", j.unit_id AS "unitId", j.row_count AS "rowCount",
    j.error_count AS "errorCount", j.new_count AS "newCount", j.change_count AS "changeCount", j.created_by AS "createdBy",
    j.created_at AS "createdAt", j.applied_at AS "appliedAt", j.version
  FROM import_job j JOIN stored_file f ON f.id = j.file_id`;

/** An import is visible to whoever may apply it and to whoever reads all of them; undefined for everybody else. */
export async function readImport(sql: Tx, actor: Actor, importId: string): Promise<ImportJob | undefined> {
  const job = await sql.maybe<ImportJob>(`${JOB} WHERE j.id = $1`, [importId]);
  if (job === undefined) return undefined;
  return mayReadImports(actor) || (await mayApply(sql, actor, job)) ? job : undefined;
}

/** Whoever may import lists of its kind for its unit. */
export async function mayApply(
  sql: Tx,
  actor: Actor,
  { kind, unitId }: Pick<ImportJob, 'kind' | 'unitId'>,
): Promise<boolean> {
  if (!mayImport(actor, kind)) return false;
  const { areaIds } = await reachOf(sql, actor, kind);
  const covered = await sql.maybe('SELECT FROM unit WHERE id = $1 AND path && $2::uuid[]', [unitId, areaIds]);
  return covered !== undefined;
}

/** Newest first; one more than asked for. */
export async function listImports(
  sql: Tx,
  actor: Actor,
  { kind, before, limit }: { kind: ImportKind; before: string | undefined; limit: number },
): Promise<ImportJob[]> {
  const areaIds = mayReadImports(actor) ? null : (await reachOf(sql, actor, kind)).areaIds;
  return sql.rows<ImportJob>(
    `${JOB} JOIN unit u ON u.id = j.unit_id
     WHERE j.kind = $1 AND ($2::uuid[] IS NULL OR u.path && $2) AND ($3::uuid IS NULL OR j.id < $3) ORDER BY j.id DESC LIMIT $4`,
    [kind, areaIds, before ?? null, limit + 1],
  );
}

/** In the order of the file; one more than asked for. */
export async function listRows(
  sql: Tx,
  importId: string,
  { action, after, limit }: { action: RowAction | undefined; after: number | undefined; limit: number },
): Promise<ImportRow[]> {
  return sql.rows<ImportRow>(
    `SELECT r.row, r.action, coalesce(r.data -> 'company' ->> 'creditCode', r.data ->> 'creditCode') AS "creditCode",
       r.data -> 'company' ->> 'name' AS "companyName", r.data -> 'channel' ->> 'code' AS "channelCode",
       r.data -> 'channel' ->> 'name' AS "channelName", r.errors
     FROM import_row r WHERE r.import_id = $1 AND r.row > $2 AND ($3::text IS NULL OR r.action = $3) ORDER BY r.row LIMIT $4`,
    [importId, after ?? 0, action ?? null, limit + 1],
  );
}
