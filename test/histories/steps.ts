import { ITEMS, PEOPLE, type Route } from './world.ts';

/** One thing somebody does, or time does. `n` numbers the words of a history, so that one can be taken back. */
export type Step =
  | { readonly do: 'CLAIM' | 'RELEASE'; readonly stage: string; readonly by: number }
  | { readonly do: 'TRANSFER'; readonly stage: string; readonly by: number; readonly to: number }
  | { readonly do: 'APPROVE' | 'REJECT'; readonly stage: string; readonly by: number; readonly n: number }
  | {
      readonly do: 'RETURN';
      readonly stage: string;
      readonly by: number;
      readonly n: number;
      readonly to: string;
      readonly resume: 'FORWARD' | 'BACK';
    }
  | { readonly do: 'SUPPLEMENT'; readonly changed: readonly string[]; readonly n: number }
  | { readonly do: 'TAKE_BACK'; readonly of: number }
  | { readonly do: 'EXPIRE' | 'WITHDRAW' };

/** Everything that could be tried next, allowed or not. */
export function everyStep({ phases }: Route, n: number): Step[] {
  const steps: Step[] = [];
  for (const { stages } of phases) {
    for (const { rule } of stages) {
      for (const by of PEOPLE) {
        const at = { stage: rule.key, by };
        steps.push({ do: 'APPROVE', ...at, n }, { do: 'REJECT', ...at, n });
        for (const to of PEOPLE) steps.push({ do: 'TRANSFER', ...at, to });
        // A seat of one's own needs no claim.
        if (rule.mode === 'ANY') steps.push({ do: 'CLAIM', ...at }, { do: 'RELEASE', ...at });
        for (const to of rule.returnTo) {
          steps.push({ do: 'RETURN', ...at, n, to, resume: 'FORWARD' });
          if (to !== 'applicant') steps.push({ do: 'RETURN', ...at, n, to, resume: 'BACK' });
        }
      }
    }
  }
  for (const item of ITEMS) steps.push({ do: 'SUPPLEMENT', changed: [item], n });
  for (let of = 0; of < n; of += 1) steps.push({ do: 'TAKE_BACK', of });
  return [...steps, { do: 'SUPPLEMENT', changed: [], n }, { do: 'EXPIRE' }, { do: 'WITHDRAW' }];
}
