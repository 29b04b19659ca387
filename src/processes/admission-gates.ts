import type { Act } from '../acts/act.ts';
import { assertNothingUnverified, assertReviewComplete, returnedItems } from '../admission/review.ts';
import { createContractGates } from '../contracts/gates.ts';
import type { FileStore } from '../files/file-store.ts';
import type { Gate, Gates, Passed } from '../tasks/deciding/gates.ts';

/** The rules of the admission's forms, by the form code a route's stage names. */
export function admissionGates({ files }: { files: FileStore }): Gates {
  return { MATERIAL_REVIEW: materialReviewGate, LEADER_APPROVAL: leaderGate, ...createContractGates({ files }) };
}

/** Approving needs every item passed, returning needs the items named (ADM-02); a refusal needs only its reason. */
const materialReviewGate: Gate = async (act, { snapshot, answer }) => {
  if (answer.outcome === 'RETURN') return namedReturn(act, snapshot.id);
  if (answer.outcome === 'APPROVE') await assertReviewComplete(act.tx, snapshot.id, 'APPROVE', act.now);
  return { details: {} };
};

/**
 * A leader who returns a case to the applicant names the items too; without them the applicant could change nothing. What came back changed
 * has to be verified again before a leader approves.
 */
const leaderGate: Gate = async (act, { snapshot, answer }) => {
  if (answer.outcome === 'RETURN' && answer.returnTo === 'applicant') return namedReturn(act, snapshot.id);
  if (answer.outcome === 'APPROVE') await assertNothingUnverified(act.tx, snapshot.id);
  return { details: {} };
};

async function namedReturn(act: Act, caseId: string): Promise<Passed> {
  await assertReviewComplete(act.tx, caseId, 'RETURN', act.now);
  const items = await returnedItems(act.tx, caseId, act.now);
  return {
    details: { items: items.map(({ code }) => code) },
    items: items.map(({ titleZh, titleEn, remark }) => ({ titleZh, titleEn, remark })),
  };
}
