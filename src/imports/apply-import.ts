import { createHash } from 'node:crypto';
import type { Act } from '../acts/act.ts';
import type { ImportKind } from '../domain/imports/columns.ts';
import { Refusal, type Facts } from '../domain/refusal.ts';
import { isPostgresError, type Tx } from '../persistence/tx.ts';
import { applyCreditRows, lockCredit, staleCreditRows } from './credit/apply-rows.ts';
import { applyRegistryRows, lockRegistry, staleRegistryRows } from './registry/apply-rows.ts';

interface LockedJob {
  readonly kind: ImportKind;
  readonly state: string;
  readonly unitId: string;
  readonly rowCount: number;
  readonly errorCount: number;
  readonly newCount: number;
  readonly changeCount: number;
}

/**
 * Writes a checked list whole or not at all, exactly as its report said: when anything it names was changed since, nothing is
 * written. One audit entry, with the hash of its rows.
 * @throws Refusal IMPORT_STATE with `state`, or with `reason` REGISTRY_CHANGED and the first `rows`
 */
export async function applyImport(act: Act, importId: string): Promise<Facts> {
  const { tx, now } = act;
  const job = await tx.one<LockedJob>(
    `SELECT kind, state, unit_id AS "unitId", row_count AS "rowCount", error_count AS "errorCount", new_count AS "newCount",
       change_count AS "changeCount" FROM import_job WHERE id = $1 FOR UPDATE`,
    [importId],
  );
  if (job.state !== 'CHECKED' || job.errorCount > 0) throw new Refusal('IMPORT_STATE', { state: job.state });
  await writeRows(tx, importId, job.kind, now);
  await tx.run(`UPDATE import_job SET state = 'APPLIED', applied_at = $2, version = version + 1 WHERE id = $1`, [
    importId,
    now,
  ]);
  const { kind, rowCount, newCount, changeCount } = job;
  const after = { kind, rowCount, newCount, changeCount, rowsHash: await hashRows(tx, importId) };
  act.audit({
    action: 'IMPORT_APPLIED',
    unitId: job.unitId,
    subject: `import:${importId}`,
    before: { state: 'CHECKED' },
    after: { state: 'APPLIED', ...after },
  });
  return { importId, state: 'APPLIED', rowCount, newCount, changeCount };
}

async function writeRows(tx: Tx, importId: string, kind: ImportKind, now: Date): Promise<void> {
  await (kind === 'REGISTRY' ? lockRegistry : lockCredit)(tx, importId);
  const stale = await (kind === 'REGISTRY' ? staleRegistryRows : staleCreditRows)(tx, importId);
  if (stale.length > 0) throw registryChanged(stale);
  try {
    await (kind === 'REGISTRY' ? applyRegistryRows(tx, importId) : applyCreditRows(tx, importId, now));
  } catch (error) {
    // Somebody put the same company or channel on record between our look and our write.
    if (isPostgresError(error) && error.code === '23505') throw registryChanged([]);
    throw error;
  }
}

function registryChanged(rows: readonly number[]): Refusal {
  return new Refusal('IMPORT_STATE', { reason: 'REGISTRY_CHANGED', rows });
}

/** Over number, action and content of every row in their order. */
async function hashRows(tx: Tx, importId: string): Promise<string> {
  const hash = createHash('sha256');
  let after = 0;
  for (;;) {
    const page = await tx.rows<{ row: number; text: string }>(
      `SELECT row, row || ' ' || action || ' ' || data AS text FROM import_row WHERE import_id = $1 AND row > $2 ORDER BY row LIMIT 5000`,
      [importId, after],
    );
    for (const { text } of page) hash.update(`${text}\n`);
    const last = page.at(-1);
    if (last === undefined) return hash.digest('hex');
    after = last.row;
  }
}
