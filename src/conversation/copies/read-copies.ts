import type { Act } from '../../acts/act.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import type { Tx } from '../../persistence/tx.ts';

/** Marked in one act; whoever has more asks again. */
const MOST = 200;

/** Only the reader's own, and none that was taken back. @throws Refusal NOT_FOUND */
export async function findOwnCopy(sql: Tx, accountId: string, copyId: string): Promise<void> {
  const copy = await sql.maybe('SELECT FROM case_copy WHERE id = $1 AND account_id = $2 AND revoked_at IS NULL', [
    copyId,
    accountId,
  ]);
  if (copy === undefined) throw new Refusal('NOT_FOUND');
}

/**
 * That somebody has read what was copied to them (已阅); the first reading counts. `upTo` is the newest copy they have seen, so that what arrived
 * meanwhile stays unread. Locks no case: the rows in the order of their ids, and the heads of the audit chains last.
 */
export async function readCopies(
  act: Act,
  accountId: string,
  which: { readonly copyId: string } | { readonly upTo: string | undefined },
): Promise<Facts> {
  const [only, upTo] = 'copyId' in which ? [which.copyId, null] : [null, which.upTo ?? null];
  const unread = await act.tx.rows<{ id: string; caseId: string }>(
    `SELECT id, case_id AS "caseId" FROM case_copy
     WHERE account_id = $1 AND read_at IS NULL AND revoked_at IS NULL AND ($2::uuid IS NULL OR id = $2) AND ($3::uuid IS NULL OR id <= $3)
     ORDER BY id LIMIT ${MOST} FOR UPDATE`,
    [accountId, only, upTo],
  );
  act.tx.send('UPDATE case_copy SET read_at = $2 WHERE id = ANY ($1)', [unread.map(({ id }) => id), act.now]);
  for (const { id, caseId } of unread) {
    act.audit({ action: 'COPY_READ', caseId, subject: `copy:${id}`, after: { audience: 'OFFICE' } });
  }
  return { read: unread.length, more: unread.length === MOST };
}
