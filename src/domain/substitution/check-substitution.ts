import { after } from '../accounts/plain-length.ts';
import { Refusal } from '../refusal.ts';
import { cycleClosedBy, type DatedSubstitution } from './cycle.ts';
import type { SubstitutionPolicyBody } from './policy.ts';
import { isSameScope, type PathOf } from './scope.ts';

/**
 * The days of a substitution: not in the past, ending after they begin, and no longer than the policy lets one last.
 * @throws Refusal SUBSTITUTION_PERIOD
 */
export function assertPeriod(
  { from, to }: { readonly from: Date; readonly to: Date },
  now: Date,
  { longest }: Pick<SubstitutionPolicyBody, 'longest'>,
): void {
  const refuse = (reasonCode: string, facts = {}) => new Refusal('SUBSTITUTION_PERIOD', { reasonCode, ...facts });
  if (from < now) throw refuse('IN_THE_PAST');
  if (to <= from) throw refuse('ENDS_BEFORE_IT_BEGINS');
  const latest = after(from, longest);
  if (to > latest) throw refuse('TOO_LONG', { latest: latest.toISOString() });
}

/**
 * Beside what stands already: the principal has no other substitution for the same cases at the same time, and nobody's task comes back to
 * them. `standing` are those that neither ended nor were revoked.
 * @throws Refusal SUBSTITUTION_OVERLAPS, SUBSTITUTION_CYCLE
 */
export function assertFits(fresh: DatedSubstitution, standing: readonly DatedSubstitution[], pathOf: PathOf): void {
  const same = standing.find((other) => {
    const isTogether = other.from < fresh.to && fresh.from < other.to;
    return other.principalId === fresh.principalId && isTogether && isSameScope(other, fresh);
  });
  if (same !== undefined) throw new Refusal('SUBSTITUTION_OVERLAPS', { substitutionId: same.id });
  const people = cycleClosedBy(fresh, standing, pathOf);
  if (people !== undefined) throw new Refusal('SUBSTITUTION_CYCLE', { people });
}
