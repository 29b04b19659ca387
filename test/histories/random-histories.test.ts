import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CoreBoard } from './core-board.ts';
import { Model } from './model.ts';
import { everyStep, type Step } from './steps.ts';
import { worlds, type World } from './world.ts';

/** One number in ten tries something at random, the others something the model allows. */
const choices = fc.array(fc.record({ pick: fc.nat(1_000_000), anything: fc.integer({ min: 0, max: 9 }) }), {
  minLength: 1,
  maxLength: 30,
});

function choose(
  model: Model,
  steps: readonly Step[],
  { pick, anything }: { pick: number; anything: number },
): Step | undefined {
  if (anything === 0) return steps[pick % steps.length];
  // Histories are to be long: what ends the case is one choice among the others, and rarer than they are.
  const isLikely = (step: Step, nth: number) => !ENDING.has(step.do) || (pick + nth) % 7 === 0;
  const inOrder = steps.map((_step, nth) => (nth * STRIDE + pick) % steps.length);
  const at = inOrder.find((nth) => {
    const step = steps[nth];
    return step !== undefined && isLikely(step, nth) && model.allows(step);
  });
  return at === undefined ? undefined : steps[at];
}

/** Somebody can do something, or the case is over. */
function hasWayOn([first = '', ...stages]: readonly string[]): boolean {
  return stages.length === 0 || first.includes('owed') || stages.some((line) => / OPEN .* asks \d/.test(line));
}

const ENDING = new Set<string>(['REJECT', 'WITHDRAW', 'EXPIRE']);

/** A prime, so that neighbours in the list are not neighbours in the search. */
const STRIDE = 7919;

function run(world: World, numbers: readonly { pick: number; anything: number }[]): void {
  const model = new Model(world);
  const core = new CoreBoard(world);
  const told: string[] = [];
  expect(core.picture()).toEqual(model.picture());
  for (const [n, number] of numbers.entries()) {
    const step = choose(model, everyStep(world, n), number);
    if (step === undefined) return;
    told.push(JSON.stringify(step));
    const before = core.picture();
    const allowed = model.take(step);
    const done = core.take(step);
    const is = core.picture();
    const ought = model.picture();
    const same = done === allowed && is.join() === ought.join();
    if (same && hasWayOn(is) && core.hasOneRunEach()) continue;
    throw new Error(story(world, told, { before, done, allowed, is, ought }));
  }
}

interface Difference {
  readonly before: readonly string[];
  readonly done: boolean;
  readonly allowed: boolean;
  readonly is: readonly string[];
  readonly ought: readonly string[];
}

/** What a person needs to see to judge who is right. */
function story(world: World, told: readonly string[], { before, done, allowed, is, ought }: Difference): string {
  const stages = world.phases.flatMap(({ name, stages: all }) =>
    all.map(
      ({ rule, people }) => `${name} ${JSON.stringify({ ...rule, title: undefined, approvers: undefined, people })}`,
    ),
  );
  return [
    ...stages,
    ...told,
    `before: ${before.join(' | ')}`,
    `core  ${done ? 'did it' : 'refused'}: ${is.join(' | ')}`,
    `model ${allowed ? 'did it' : 'refused'}: ${ought.join(' | ')}`,
  ].join('\n');
}

describe('random histories', () => {
  it('go the same way through the core and through a model of product §1', () => {
    fc.assert(
      fc.property(worlds, choices, (world, numbers) => {
        run(world, numbers);
      }),
      { numRuns: Number(process.env['HISTORIES'] ?? 10_000) },
    );
  });
});
