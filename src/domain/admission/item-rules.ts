export type Verdict = 'PENDING' | 'PASSED' | 'RETURNED';

/** One proof as a review sees it. A verdict belongs to the revision it was given on. */
export interface ReviewedItem {
  readonly code: string;
  /** Required by the checklist, or given although it is optional. */
  readonly counts: boolean;
  readonly revision: number;
  readonly verdict: Verdict;
  readonly verdictRevision: number | null;
}

/** A draft is open throughout; a returned application only where the return named an item (ADM-02). */
export function isItemEditable(caseState: string, verdict: Verdict): boolean {
  return caseState === 'DRAFT' || (caseState === 'RETURNED' && verdict === 'RETURNED');
}

export type ReviewJudgement =
  | { readonly kind: 'COMPLETE' }
  | { readonly kind: 'UNVERIFIED'; readonly codes: readonly string[] }
  | { readonly kind: 'NOT_ALL_PASSED'; readonly codes: readonly string[] }
  | { readonly kind: 'NOT_NAMED' };

/**
 * Whether the verdicts carry a decision. Both outcomes want every item looked at, so that what is wrong goes back in one return;
 * an approval wants all passed, a return at least one item named.
 */
export function judgeReview(outcome: 'APPROVE' | 'RETURN', items: readonly ReviewedItem[]): ReviewJudgement {
  const counting = items.filter((item) => item.counts || item.verdict === 'RETURNED');
  const returned = counting.filter((item) => item.verdict === 'RETURNED');
  const unverified = counting.filter(
    (item) => item.verdict === 'PENDING' || (item.verdict === 'PASSED' && item.verdictRevision !== item.revision),
  );
  if (outcome === 'RETURN' && returned.length === 0) return { kind: 'NOT_NAMED' };
  if (outcome === 'APPROVE' && returned.length > 0) return { kind: 'NOT_ALL_PASSED', codes: codesOf(returned) };
  if (unverified.length > 0) return { kind: 'UNVERIFIED', codes: codesOf(unverified) };
  return { kind: 'COMPLETE' };
}

/** Returned items that the applicant has left as they were. */
export function unchangedItems(items: readonly ReviewedItem[]): string[] {
  return codesOf(
    items.filter(
      ({ verdict, revision, verdictRevision }) => verdict === 'RETURNED' && revision <= (verdictRevision ?? 0),
    ),
  );
}

function codesOf(items: readonly ReviewedItem[]): string[] {
  return items.map(({ code }) => code);
}
