import type { Act } from '../../acts/act.ts';
import type { CaseAtHand } from '../../cases/act-on-case.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';

/** Takes a copy back while it is unread, and with it the sight of the case it gave. Done twice it stays done. @throws Refusal NOT_YOURS, COPY_READ */
export async function revokeCopy(act: Act, { head, actor }: CaseAtHand, copyId: string): Promise<Facts> {
  const copy = await act.tx.one<{ sentBy: string | null; readAt: Date | null; revokedAt: Date | null }>(
    'SELECT sent_by AS "sentBy", read_at AS "readAt", revoked_at AS "revokedAt" FROM case_copy WHERE id = $1 FOR UPDATE',
    [copyId],
  );
  if (copy.sentBy !== actor.id) throw new Refusal('NOT_YOURS');
  const answer = { caseId: head.id, copyId };
  if (copy.revokedAt !== null) return answer;
  if (copy.readAt !== null) throw new Refusal('COPY_READ');
  revoke(act, head.id, 'id = $2', copyId);
  act.audit({
    action: 'COPY_REVOKED',
    caseId: head.id,
    subject: `copy:${copyId}`,
    after: { audience: 'OFFICE' },
  });
  return answer;
}

/** What a stage sent goes with the decision that ended it, as far as nobody has read it. */
export function revokeStageCopies(act: Act, caseId: string, stageId: string): void {
  revoke(act, caseId, 'stage_id = $2', stageId);
}

function revoke(act: Act, caseId: string, which: 'id = $2' | 'stage_id = $2', id: string): void {
  act.tx.send(
    `UPDATE case_copy SET revoked_at = $3 WHERE case_id = $1 AND ${which} AND read_at IS NULL AND revoked_at IS NULL`,
    [caseId, id, act.now],
  );
  act.tx.send(
    `DELETE FROM case_participant p USING case_copy c
     WHERE p.case_id = $1 AND p.kind = 'COPIED' AND c.case_id = $1 AND c.account_id = p.account_id AND c.${which}
       AND NOT EXISTS (SELECT FROM case_copy o WHERE o.case_id = $1 AND o.account_id = p.account_id AND o.revoked_at IS NULL)`,
    [caseId, id],
  );
}
