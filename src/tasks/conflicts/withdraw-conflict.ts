import type { Act } from '../../acts/act.ts';
import { Refusal } from '../../domain/refusal.ts';
import { lockConcerned, type ConflictSubject } from './bar-from-cases.ts';
import { readConflict, type ConflictRow } from './find-conflicts.ts';
import { recordConflict } from './record-conflict.ts';

/**
 * The relation is no more, or never was: the person may act again, where a pool is open to them; seats that went to others stay theirs.
 * `isOverseer` withdraws any declaration but one recorded about themselves; everybody else only what they declared of themselves.
 * @throws Refusal NOT_FOUND, NOT_ALLOWED, WRONG_STATE
 */
export async function withdrawConflict(
  act: Act,
  conflictId: string,
  { reason, isOverseer }: { readonly reason: string; readonly isOverseer: boolean },
): Promise<{ conflictId: string }> {
  const { tx, now, actor } = act;
  const subject = subjectOf(await readConflict(tx, conflictId));
  const cases = await lockConcerned(tx, subject);
  const { accountId, declaredBy, withdrawnAt } = await readConflict(tx, conflictId);
  const isOwn = accountId === actor.id;
  if (isOwn ? declaredBy !== actor.id : !isOverseer) throw new Refusal('NOT_ALLOWED');
  if (withdrawnAt !== null) throw new Refusal('WRONG_STATE', { state: 'WITHDRAWN' });
  await tx.run(
    'UPDATE conflict_declaration SET withdrawn_by = $2, withdrawn_at = $3, withdrawal_reason = $4 WHERE id = $1',
    [conflictId, actor.id, now, reason],
  );
  tx.send(
    `DELETE FROM stage_exclusion x USING stage s JOIN "case" c ON c.id = s.case_id
     WHERE x.stage_id = s.id AND x.account_id = $2 AND x.reason_code = 'CONFLICT_OF_INTEREST' AND s.case_id = ANY ($1)
       AND s.state IN ('OPEN', 'SUSPENDED') AND NOT EXISTS (SELECT FROM conflict_declaration k
         WHERE k.account_id = $2 AND k.withdrawn_at IS NULL AND (k.case_id = c.id OR k.company_id = c.company_id))`,
    [cases, accountId],
  );
  await recordConflict(act, { id: conflictId, accountId, subject, action: 'CONFLICT_WITHDRAWN' });
  return { conflictId };
}

export function subjectOf({ companyId, caseId }: Pick<ConflictRow, 'companyId' | 'caseId'>): ConflictSubject {
  if (caseId !== null) return { caseId };
  if (companyId === null) throw new Error('A declaration is about a company or a case');
  return { companyId };
}
