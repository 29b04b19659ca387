import type { Perform } from './effect.ts';

/** A refusal that did not stand holds the company up no longer: it may apply again at once. */
export const liftReapplyWait: Perform<'LIFT_REAPPLY_WAIT'> = async (act, { caseId, subjectCaseId }) => {
  if (subjectCaseId === null) return { result: 'NO_SUBJECT' };
  const lifted = await act.tx.run(
    'UPDATE application SET reapply_from = NULL WHERE case_id = $1 AND reapply_from > $2',
    [subjectCaseId, act.now],
  );
  if (lifted === 0) return { result: 'NOTHING_CHANGED' };
  act.audit({ action: 'REAPPLY_WAIT_LIFTED', caseId, subject: `case:${subjectCaseId}` });
  return { result: 'DONE', subjectId: subjectCaseId };
};
