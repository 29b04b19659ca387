import { assertReviewComplete, returnedItems } from '../admission/review.ts';
import { createContractGates } from '../contracts/gates.ts';
import type { FileStore } from '../files/file-store.ts';
import type { Gate, Gates } from '../tasks/gates.ts';

/** The rules of the admission's forms, by the form code a route's stage names. */
export function admissionGates({ files }: { files: FileStore }): Gates {
  return { MATERIAL_REVIEW: materialReviewGate, ...createContractGates({ files }) };
}

/** Approving needs every item passed, returning needs the items named (ADM-02); a refusal needs only its reason. */
const materialReviewGate: Gate = async (act, { snapshot, answer }) => {
  if (answer.outcome !== 'APPROVE' && answer.outcome !== 'RETURN') return { details: {} };
  await assertReviewComplete(act.tx, snapshot.id, answer.outcome, act.now);
  if (answer.outcome === 'APPROVE') return { details: {} };
  const items = await returnedItems(act.tx, snapshot.id, act.now);
  return {
    details: { items: items.map(({ code }) => code) },
    items: items.map(({ titleZh, titleEn, remark }) => ({ titleZh, titleEn, remark })),
  };
};
