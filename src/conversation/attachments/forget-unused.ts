import type { Pool } from 'pg';
import { Act } from '../../acts/act.ts';
import { lockCase } from '../../acts/lock-case.ts';
import { forgetFile } from '../../files/content.ts';
import { inTransaction, overPool } from '../../persistence/tx.ts';

const UNUSED = 'comment_id IS NULL AND decision_id IS NULL AND operation_id IS NULL AND draft_task_id IS NULL';

/**
 * Forgets what was uploaded longer than `graceHours` ago and never used, one after the other, each under its case's lock and looked at again
 * there; what refers to nothing is then swept with all other content. Gives how many.
 */
export async function forgetUnused(pool: Pool, graceHours: number): Promise<{ forgotten: number }> {
  const unused = await overPool(pool).rows<{ fileId: string; caseId: string }>(
    `SELECT file_id AS "fileId", case_id AS "caseId" FROM attachment WHERE ${UNUSED} AND created_at < now() - make_interval(hours => $1)
     ORDER BY created_at, file_id`,
    [graceHours],
  );
  let forgotten = 0;
  for (const { fileId, caseId } of unused) {
    forgotten += await inTransaction(pool, async (tx) => {
      const act = new Act(tx, await lockCase(tx, caseId), { id: null, kind: 'SYSTEM' }, 'system');
      const count = await tx.run(`DELETE FROM attachment WHERE file_id = $1 AND ${UNUSED}`, [fileId]);
      if (count === 0) return 0;
      await forgetFile(tx, fileId);
      act.audit({ action: 'ATTACHMENT_FORGOTTEN', caseId, subject: `file:${fileId}` });
      await act.flush();
      return count;
    });
  }
  return { forgotten };
}
