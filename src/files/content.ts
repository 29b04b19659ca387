import type { Pool } from 'pg';
import { inTransaction, type Tx } from '../persistence/tx.ts';
import type { FileStore } from './file-store.ts';

/**
 * Makes bytes durable, ahead of the transaction that will refer to them; when that one refuses, nothing does. So they are announced
 * first: what nobody refers to a while later is swept, and an announcement waits for a sweep that is at these very bytes.
 */
export async function keepContent(
  { sql, files }: { readonly sql: Tx; readonly files: FileStore },
  { sha256, path }: { readonly sha256: string; readonly path: string },
): Promise<void> {
  await sql.run(ANNOUNCE, [sha256]);
  await files.put(sha256, path);
}

const ANNOUNCE = `INSERT INTO incoming_content (sha256, at) VALUES ($1, clock_timestamp()) ON CONFLICT (sha256) DO UPDATE SET at = excluded.at`;

/** Takes away what refers to some content; when nothing else does, the sweep takes the bytes a while later. */
export async function forgetFile(tx: Tx, fileId: string): Promise<void> {
  const file = await tx.one<{ sha256: string }>('DELETE FROM stored_file WHERE id = $1 RETURNING sha256', [fileId]);
  await tx.run(ANNOUNCE, [file.sha256]);
}

const BATCH = 100;

/**
 * Removes what was announced longer than `graceHours` ago and no file's row refers to; no upload takes that long. Gives how many.
 * @throws AggregateError with what the store could not remove, after everything else was done; the next sweep finds it again.
 */
export async function sweepContent(
  { pool, files }: { readonly pool: Pool; readonly files: FileStore },
  graceHours: number,
): Promise<{ removed: number }> {
  const failures: unknown[] = [];
  let removed = 0;
  let after: string | undefined = '';
  while (after !== undefined) {
    const from: string = after;
    const swept = await inTransaction(pool, (tx) => sweepBatch(tx, files, { graceHours, from, failures }));
    removed += swept.removed;
    after = swept.last;
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} contents could not be removed`);
  return { removed };
}

interface Batch {
  readonly graceHours: number;
  readonly from: string;
  readonly failures: unknown[];
}

async function sweepBatch(tx: Tx, files: FileStore, { graceHours, from, failures }: Batch) {
  const due = await tx.rows<{ sha256: string; wanted: boolean }>(
    `SELECT i.sha256, EXISTS (SELECT FROM stored_file f WHERE f.sha256 = i.sha256) AS wanted FROM incoming_content i
     WHERE i.at < now() - make_interval(hours => $1) AND i.sha256 > $2 ORDER BY i.sha256 LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
    [graceHours, from],
  );
  const done: string[] = [];
  let removed = 0;
  for (const { sha256, wanted } of due) {
    try {
      await (wanted ? files.tidy(sha256) : files.remove(sha256));
      done.push(sha256);
      if (!wanted) removed += 1;
    } catch (error) {
      failures.push(error);
    }
  }
  await tx.run('DELETE FROM incoming_content WHERE sha256 = ANY ($1)', [done]);
  return { removed, last: due.at(-1)?.sha256 };
}
