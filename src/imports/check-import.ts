import type { Act } from '../acts/act.ts';
import type { ImportKind } from '../domain/imports/columns.ts';
import type { Facts } from '../domain/refusal.ts';
import { recordFile } from '../files/stored-files.ts';
import { insertRows, type CheckedRow } from './checked-row.ts';
import { checkCreditRows } from './credit/check-rows.ts';
import type { Reach } from './reach.ts';
import type { ReadList } from './read-list.ts';
import { checkRegistryRows } from './registry/check-rows.ts';

export interface UploadedList {
  readonly kind: ImportKind;
  readonly list: ReadList;
  readonly file: { readonly sha256: string; readonly size: number; readonly name: string };
  readonly reach: Reach;
  readonly uploadedBy: string;
}

/** Keeps the report of an uploaded list. Nothing of the registry changes; a list with any faulty row can never be applied. */
export async function checkImport(act: Act, { kind, list, file, reach, uploadedBy }: UploadedList): Promise<Facts> {
  const { tx, now } = act;
  const rows =
    kind === 'REGISTRY'
      ? await checkRegistryRows(tx, list.rows, reach.areaIds)
      : await checkCreditRows(tx, list.rows, now);
  const fileId = await recordFile(
    tx,
    { ...file, mime: list.mime, scope: 'IMPORT', caseId: null, companyId: null, uploadedBy },
    now,
  );
  const counts = countsOf(rows);
  const state = counts.errorCount === 0 ? 'CHECKED' : 'REJECTED';
  const { id: importId } = await tx.one<{ id: string }>(
    `INSERT INTO import_job (kind, state, file_id, unit_id, row_count, error_count, new_count, change_count, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
    [
      kind,
      state,
      fileId,
      reach.unitId,
      counts.rowCount,
      counts.errorCount,
      counts.newCount,
      counts.changeCount,
      uploadedBy,
      now,
    ],
  );
  await insertRows(tx, importId, rows);
  const after = { kind, state, ...counts, fileHash: file.sha256 };
  act.audit({ action: 'IMPORT_CHECKED', unitId: reach.unitId, subject: `import:${importId}`, after });
  return { importId, state, ...counts };
}

function countsOf(rows: readonly CheckedRow[]) {
  const count = (action: CheckedRow['action']): number => rows.filter((row) => row.action === action).length;
  return {
    rowCount: rows.length,
    errorCount: count('ERROR'),
    newCount: count('CREATE'),
    changeCount: count('UPDATE'),
  };
}
