import { Refusal } from '../refusal.ts';
import type { ChecklistBody } from './policy.ts';

export type ChecklistItem = ChecklistBody['items'][number];

/** What the applicant has given for one item. Dates are `YYYY-MM-DD`; `files` counts the ones not removed. */
export interface GivenProof {
  readonly code: string;
  readonly number: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly permanent: boolean;
  readonly files: number;
}

export type ProofFault = 'NUMBER' | 'VALIDITY' | 'FILES' | 'NOT_YET_VALID' | 'EXPIRED';

export interface FaultyProof {
  readonly code: string;
  readonly faults: readonly ProofFault[];
  readonly validTo: string | null;
}

/** An optional item counts as soon as anything was given for it; from then on it is checked like a required one. */
export function isGiven(proof: GivenProof | undefined): boolean {
  if (proof === undefined) return false;
  return (
    proof.files > 0 || proof.number !== null || proof.validFrom !== null || proof.validTo !== null || proof.permanent
  );
}

/**
 * Completeness and validity of the material on a date (ADM-02). A proof is valid through the day it names; the result holds the
 * faulty items in the order of the checklist.
 */
export function checkProofs(
  checklist: readonly ChecklistItem[],
  given: readonly GivenProof[],
  today: string,
): FaultyProof[] {
  const byCode = new Map(given.map((proof) => [proof.code, proof]));
  return checklist.flatMap((item) => {
    const proof = byCode.get(item.code);
    if (!item.required && !isGiven(proof)) return [];
    const faults = faultsOf(item, proof, today);
    return faults.length === 0 ? [] : [{ code: item.code, faults, validTo: proof?.validTo ?? null }];
  });
}

/** @throws Refusal PROOFS_MISSING or PROOF_EXPIRED, naming the items. */
export function assertProofs(faulty: readonly FaultyProof[]): void {
  if (faulty.length === 0) return;
  const expiredOnly = faulty.every(({ faults }) => faults.every((fault) => fault === 'EXPIRED'));
  const items = faulty.map(({ code, faults, validTo }) => ({ code, faults, ...(expiredOnly ? { validTo } : {}) }));
  throw new Refusal(expiredOnly ? 'PROOF_EXPIRED' : 'PROOFS_MISSING', { items });
}

function faultsOf(item: ChecklistItem, proof: GivenProof | undefined, today: string): ProofFault[] {
  const faults: ProofFault[] = [];
  if (item.numberRequired && (proof?.number ?? '').trim() === '') faults.push('NUMBER');
  if ((proof?.files ?? 0) < item.minFiles) faults.push('FILES');
  const dated = proof !== undefined && (proof.permanent || proof.validTo !== null);
  if (item.validityRequired && !dated) faults.push('VALIDITY');
  if (proof?.validFrom != null && proof.validFrom > today) faults.push('NOT_YET_VALID');
  if (proof?.validTo != null && proof.validTo < today) faults.push('EXPIRED');
  return faults;
}
