import type { Substitution } from '../../../src/domain/substitution/chains.ts';
import type { CaseFacts } from '../../../src/domain/substitution/scope.ts';

/** What the rule says, word by word: a step is a substitution that takes this very case, and somebody stands in at the end of enough steps. */
export function stepsFor(list: readonly Substitution[], { process, unitPath, amount }: CaseFacts): [string, string][] {
  const taking = list.filter((one) => {
    const process_ = one.processes === null || one.processes.includes(process);
    const unit = one.unitIds === null || one.unitIds.some((id) => unitPath.includes(id));
    const enough = one.amountFrom === null || amount >= one.amountFrom;
    return process_ && unit && enough && (one.amountBelow === null || amount < one.amountBelow);
  });
  return taking.map(({ principalId, substituteId }) => [principalId, substituteId]);
}

/** Fewest steps from one person to every other, themselves left out. */
export function distancesFrom(steps: readonly [string, string][], start: string, most: number): Map<string, number> {
  const distances = new Map([[start, 0]]);
  for (let n = 1; n <= most; n += 1) {
    const reached = [...distances.keys()];
    for (const [from, to] of steps) if (reached.includes(from) && !distances.has(to)) distances.set(to, n);
  }
  distances.delete(start);
  return distances;
}
