import { covers, EVERY_CASE, narrowed, type CaseFacts, type JointScope, type Scope } from './scope.ts';

/** Somebody stands in for somebody else (代理): the substitute for the principal. Only those that hold at the instant asked about are given. */
export interface Substitution extends Scope {
  readonly id: string;
  readonly principalId: string;
  readonly substituteId: string;
}

/** What somebody may do in another's name at this instant: of the principal's tasks, those of the cases in `scope`. */
export interface Mandate {
  readonly principalId: string;
  readonly scope: JointScope;
  /** How many substitutions lie between: 1 is the principal's own. */
  readonly links: number;
}

/**
 * For whom this person stands in, nearest first. A's tasks reach C over B only where B's own substitution covers the case too: then B is
 * away as well. Nobody comes to stand in for themselves, whatever the substitutions say.
 */
export function mandatesOf(
  substitutions: readonly Substitution[],
  substituteId: string,
  mostLinks: number,
): readonly Mandate[] {
  const found: Mandate[] = [];
  let ends: readonly Chain[] = [{ people: [substituteId], scope: EVERY_CASE }];
  for (let links = 1; links <= mostLinks && ends.length > 0; links += 1) {
    ends = ends.flatMap((chain) => longer(substitutions, chain));
    for (const { people, scope } of ends) {
      const [principalId] = people;
      if (principalId !== undefined) found.push({ principalId, scope, links });
    }
  }
  return found;
}

/** The people of a chain, from the one whose task it is down to the one who acts. */
interface Chain {
  readonly people: readonly string[];
  readonly scope: JointScope;
}

function longer(substitutions: readonly Substitution[], { people, scope }: Chain): Chain[] {
  return substitutions
    .filter(({ principalId, substituteId }) => substituteId === people[0] && !people.includes(principalId))
    .map((one) => ({ people: [one.principalId, ...people], scope: narrowed(scope, one) }))
    .filter((chain) => chain.scope.processes?.length !== 0);
}

/** The principals this person may act for in this case, nearest first, each once. */
export function principalsFor(
  substitutions: readonly Substitution[],
  substituteId: string,
  facts: CaseFacts,
  mostLinks: number,
): readonly string[] {
  const mandates = mandatesOf(substitutions, substituteId, mostLinks);
  return [...new Set(mandates.filter(({ scope }) => covers(scope, facts)).map(({ principalId }) => principalId))];
}

/** Who may act for this person in this case, nearest first, each once: `principalsFor` seen from the other end. */
export function substitutesFor(
  substitutions: readonly Substitution[],
  principalId: string,
  facts: CaseFacts,
  mostLinks: number,
): readonly string[] {
  const holding = substitutions.filter((one) => covers(narrowed(EVERY_CASE, one), facts));
  const reached = new Set([principalId]);
  let ends: readonly string[] = [principalId];
  for (let links = 1; links <= mostLinks && ends.length > 0; links += 1) {
    ends = holding.filter((one) => ends.includes(one.principalId)).map(({ substituteId }) => substituteId);
    ends = [...new Set(ends)].filter((id) => !reached.has(id));
    for (const id of ends) reached.add(id);
  }
  reached.delete(principalId);
  return [...reached];
}
