/** The phase in which a contract is drafted, and the one in which it is signed. */
export const CONTRACTING = 'CONTRACTING';
export const SIGNING = 'SIGNING';

/**
 * A contract comes only from an approved application (ADM-07): what went before drafting and signing, however often the case went
 * back and forth between these two, is the leaders' approval.
 */
export function isApprovedForContract(
  phases: readonly { readonly name: string; readonly outcome: string | null }[],
): boolean {
  const before = phases.findLast(({ name }) => name !== CONTRACTING && name !== SIGNING);
  return before?.name === 'LEADER_APPROVAL' && before.outcome === 'APPROVED';
}
