import type { Tx } from '../persistence/tx.ts';

type FileScope = 'CASE' | 'CONTRACT' | 'IMPORT';

/** What the product knows of a file beside its bytes, which lie in the store under `sha256`. */
export interface StoredFile {
  readonly id: string;
  readonly sha256: string;
  readonly size: number;
  readonly mime: string;
  readonly name: string;
  readonly scope: FileScope;
  readonly caseId: string | null;
  readonly companyId: string | null;
  readonly uploadedBy: string | null;
}

/** Notes a file whose bytes are already durable in the store, and gives its id. */
export async function recordFile(tx: Tx, file: Omit<StoredFile, 'id'>, now: Date): Promise<string> {
  const { id } = await tx.one<{ id: string }>(
    `INSERT INTO stored_file (sha256, size, mime, name, scope, case_id, company_id, uploaded_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
    [file.sha256, file.size, file.mime, file.name, file.scope, file.caseId, file.companyId, file.uploadedBy, now],
  );
  return id;
}

export async function findFile(sql: Tx, fileId: string): Promise<StoredFile | undefined> {
  return sql.maybe<StoredFile>(
    `SELECT id, sha256, size, mime, name, scope, case_id AS "caseId", company_id AS "companyId", uploaded_by AS "uploadedBy"
     FROM stored_file WHERE id = $1`,
    [fileId],
  );
}

/** Every download leaves a line: who, which file, when. */
export async function recordAccess(sql: Tx, fileId: string, accountId: string): Promise<void> {
  await sql.run('INSERT INTO file_access (file_id, account_id) VALUES ($1, $2)', [fileId, accountId]);
}
