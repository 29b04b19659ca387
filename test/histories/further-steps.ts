import type { Step } from './steps.ts';
import { PEOPLE, type Route } from './world.ts';

/** What people do with a task beside deciding it, and what is done about people. */
export type FurtherStep =
  | { readonly do: 'ADD'; readonly stage: string; readonly by: number; readonly to: number; readonly place: Place }
  /** `who` sits on the seat that is taken away. */
  | { readonly do: 'REMOVE'; readonly stage: string; readonly by: number; readonly who: number }
  | { readonly do: 'DELEGATE'; readonly stage: string; readonly by: number; readonly to: number }
  | { readonly do: 'RECALL'; readonly stage: string; readonly by: number }
  /** `of` sits on the seat that `by` works on. */
  | { readonly do: 'RECOMMEND'; readonly stage: string; readonly by: number; readonly of: number }
  /** Everything that waits for one person alone. */
  | { readonly do: 'HAND_OVER'; readonly from: number; readonly to: number }
  /** From now on `by` stands in for `of`, and nobody else for anybody. */
  | { readonly do: 'SUBSTITUTE'; readonly of: number; readonly by: number }
  /** Nobody stands in for anybody any more. */
  | { readonly do: 'REVOKE' }
  /** An administrator lets the case go on by the newer route. */
  | { readonly do: 'MOVE' }
  /** Nobody has spoken in time on the seat that waits for `who`: the system does, where the route says so. */
  | { readonly do: 'TIME_OUT'; readonly stage: string; readonly who: number; readonly n: number };

export type AnyStep = Step | FurtherStep;

const PLACES = ['BEFORE', 'AFTER', 'BESIDE'] as const;
export type Place = (typeof PLACES)[number];

/** Everything further that could be tried next, allowed or not. */
export function everyFurtherStep({ phases }: Route, n: number): FurtherStep[] {
  const steps: FurtherStep[] = [];
  for (const { stages } of phases) {
    for (const { rule } of stages) {
      for (const by of PEOPLE) {
        const at = { stage: rule.key, by };
        for (const to of PEOPLE) {
          // Somebody and some place a time, so that words stay a good part of what is done.
          if (isTurnOf(n, by + to))
            steps.push({ do: 'ADD', ...at, to, place: PLACES[(n + by) % PLACES.length] ?? 'BESIDE' });
          steps.push({ do: 'REMOVE', ...at, who: to });
          if (isTurnOf(n + 1, by + to)) steps.push({ do: 'DELEGATE', ...at, to });
          if (to !== by) steps.push({ do: 'RECOMMEND', ...at, of: to });
        }
        steps.push({ do: 'RECALL', ...at });
        if (isTurnOf(n, by)) steps.push({ do: 'TIME_OUT', stage: rule.key, who: by, n });
      }
    }
  }
  for (const to of PEOPLE) steps.push({ do: 'HAND_OVER', from: n % PEOPLE.length, to });
  return [...steps, ...substitutions(n), { do: 'MOVE' }, { do: 'MOVE' }];
}

/** Two people at a time, never the same two twice; often enough to be chosen among so many other steps. */
function substitutions(n: number): FurtherStep[] {
  const of = n % PEOPLE.length;
  const round = Math.trunc(n / PEOPLE.length);
  if (round >= PEOPLE.length - 1) return [{ do: 'REVOKE' }];
  const made: FurtherStep = { do: 'SUBSTITUTE', of, by: (of + 1 + round) % PEOPLE.length };
  return [made, made, made, { do: 'REVOKE' }];
}

/** Once in three. */
export function isTurnOf(n: number, nth: number): boolean {
  return (n + nth) % 3 === 0;
}
