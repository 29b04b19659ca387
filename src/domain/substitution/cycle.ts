import type { Substitution } from './chains.ts';
import { EVERY_CASE, isPossible, narrowed, type JointScope, type PathOf } from './scope.ts';

/** A substitution with its days: from inclusive, to exclusive. */
export interface DatedSubstitution extends Substitution {
  readonly from: Date;
  readonly to: Date;
}

/**
 * The people of a circle that `fresh` would close, its principal first; undefined when it closes none. A circle is one only where all of
 * its substitutions hold at the same instant for the same case: two colleagues may stand in for each other in different weeks, or for
 * different processes.
 */
export function cycleClosedBy(
  fresh: DatedSubstitution,
  standing: readonly DatedSubstitution[],
  pathOf: PathOf,
): readonly string[] | undefined {
  const begun: Walk = { people: [fresh.principalId], ...narrow({ ...fresh, scope: EVERY_CASE }, fresh) };
  return follow({ ...begun, people: [...begun.people, fresh.substituteId] }, standing, pathOf);
}

interface Walk {
  readonly people: readonly string[];
  readonly scope: JointScope;
  readonly from: Date;
  readonly to: Date;
}

function follow(walk: Walk, standing: readonly DatedSubstitution[], pathOf: PathOf): readonly string[] | undefined {
  const [first] = walk.people;
  const last = walk.people.at(-1);
  if (last === first) return walk.people.slice(0, -1);
  for (const next of standing.filter(({ principalId }) => principalId === last)) {
    const { scope, from, to } = narrow(walk, next);
    if (from >= to || !isPossible(scope, pathOf)) continue;
    const isNew = next.substituteId === first || !walk.people.includes(next.substituteId);
    if (!isNew) continue;
    const found = follow({ people: [...walk.people, next.substituteId], scope, from, to }, standing, pathOf);
    if (found !== undefined) return found;
  }
  return undefined;
}

function narrow({ scope, from, to }: Omit<Walk, 'people'>, next: DatedSubstitution): Omit<Walk, 'people'> {
  return {
    scope: narrowed(scope, next),
    from: from > next.from ? from : next.from,
    to: to < next.to ? to : next.to,
  };
}
