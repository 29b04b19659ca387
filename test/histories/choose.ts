import fc from 'fast-check';
import type { Model } from './model.ts';
import type { AnyStep } from './further-steps.ts';
import { weightOf, type Route, type World } from './world.ts';

/** One number in ten tries something at random, the others something the model allows. */
export const choices = fc.array(fc.record({ pick: fc.nat(1_000_000), anything: fc.integer({ min: 0, max: 9 }) }), {
  minLength: 1,
  maxLength: 30,
});

/** What is done next. */
export function choose<One extends AnyStep>(
  model: Model,
  steps: readonly One[],
  { pick, anything }: { pick: number; anything: number },
): One | undefined {
  if (anything === 0) return steps[pick % steps.length];
  // Histories are to be long: what ends the case is one choice among the others, and rarer than they are.
  const isLikely = (step: One, nth: number) => !ENDING.has(step.do) || (pick + nth) % 7 === 0;
  for (let tried = 0; tried < steps.length; tried += 1) {
    const nth = (tried * STRIDE + pick) % steps.length;
    const step = steps[nth];
    if (step !== undefined && isLikely(step, nth) && model.allows(step)) return step;
  }
  return undefined;
}

/** Somebody can do something, or the case is over. */
export function hasWayOn([first = '', ...stages]: readonly string[]): boolean {
  return stages.length === 0 || first.includes('owed') || stages.some((line) => / OPEN .* asks \d/.test(line));
}

const ENDING = new Set<string>(['REJECT', 'WITHDRAW', 'EXPIRE']);

/** A prime, so that neighbours in the list are not neighbours in the search. */
const STRIDE = 7919;

export interface Difference {
  readonly before: readonly string[];
  readonly done: boolean;
  readonly allowed: boolean;
  readonly is: readonly string[];
  readonly ought: readonly string[];
}

/** What a person needs to see to judge who is right. */
export function story(world: World, told: readonly string[], { before, done, allowed, is, ought }: Difference): string {
  const wordOf = ({ phases }: Route) =>
    phases.flatMap(({ name, stages: all }) =>
      all.map(({ rule, people }) => {
        const { key, after, mode, passPercent, settle, votesOnReturn, onReturn, dependsOn, onOverdue } = rule;
        const weights = people.map((_person, nth) => weightOf({ rule, people }, nth));
        const count = { people, weights, after, mode, passPercent, settle };
        const shown = { ...count, votesOnReturn, onReturn, dependsOn, onOverdue };
        return `${name} ${key} ${JSON.stringify(shown)}`;
      }),
    );
  return [
    ...wordOf(world),
    ...(told.some((step) => step.includes('MOVE')) ? wordOf(world.newer).map((line) => `newer ${line}`) : []),
    ...told,
    `before: ${before.join(' | ')}`,
    `core  ${done ? 'did it' : 'refused'}: ${is.join(' | ')}`,
    `model ${allowed ? 'did it' : 'refused'}: ${ought.join(' | ')}`,
  ].join('\n');
}
