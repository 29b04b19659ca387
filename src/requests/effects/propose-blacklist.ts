import { proposeListing } from '../../blacklist/propose-listing.ts';
import { companyOf, textIn, type Perform } from './effect.ts';

/** What was approved is a proposal still: the compliance officers decide, two of them (CRD-03). */
export const proposeBlacklist: Perform<'PROPOSE_BLACKLIST'> = async (act, request, { reason, reasonCode }) => {
  const companyId = companyOf(request);
  const words = textIn(request.values, reason);
  const code = textIn(request.values, reasonCode);
  if (companyId === null || words === undefined || code === undefined) return { result: 'NOTHING_NAMED' };
  const { name, creditCode, listed } = await act.tx.one<{ name: string; creditCode: string; listed: boolean }>(
    `SELECT name, credit_code AS "creditCode", EXISTS (SELECT FROM blacklist_entry b
       WHERE b.credit_code = c.credit_code AND b.state IN ('PROPOSED', 'LISTED', 'REMOVAL_PROPOSED')) AS listed
     FROM company c WHERE id = $1 FOR NO KEY UPDATE`,
    [companyId],
  );
  if (listed) return { result: 'ALREADY_LISTED' };
  await proposeListing(act, {
    subjects: [{ kind: 'COMPANY', name, creditCode }],
    reasonCode: code,
    reason: words,
    proposedBy: request.startedBy,
  });
  return { result: 'DONE', subjectId: companyId };
};
