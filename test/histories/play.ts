import { choose, hasWayOn, story } from './choose.ts';
import { everyFurtherStep, isTurnOf, type AnyStep } from './further-steps.ts';
import { Model } from './model.ts';
import { everyStep } from './steps.ts';
import type { World } from './world.ts';

/** The numbers a history is made of: what is done next, and in one of ten cases anything at all. */
export type Numbers = readonly { readonly pick: number; readonly anything: number }[];

export interface Board {
  take(step: AnyStep): boolean | Promise<boolean>;
  picture(): string[] | Promise<string[]>;
}

/**
 * After every step the model and what is tested agree: on whether it was possible, and on where everything stands. Gives how many steps there were.
 * @throws Error that tells the story when they do not
 */
export async function play(board: Board, world: World, numbers: Numbers): Promise<number> {
  const model = new Model(world);
  const told: string[] = [];
  let is = await board.picture();
  if (is.join() !== model.picture().join()) throw new Error(`It begins otherwise: ${is.join(' | ')}`);
  for (const [n, number] of numbers.entries()) {
    const step = choose(model, stepsAt(model, n), number);
    if (step === undefined) break;
    told.push(JSON.stringify(step));
    const before = is;
    const allowed = model.take(step);
    const done = await board.take(step);
    is = await board.picture();
    const ought = model.picture();
    if (done === allowed && is.join() === ought.join() && hasWayOn(is)) continue;
    throw new Error(story(world, told, { before, done, allowed, is, ought }));
  }
  return told.length;
}

/** Everything that could be tried next. */
export function stepsAt({ route }: Model, n: number): AnyStep[] {
  return [...everyStep(route, n).filter((one) => isNow(one, n)), ...everyFurtherStep(route, n)];
}

function isNow(step: AnyStep, n: number): boolean {
  return step.do !== 'TRANSFER' || isTurnOf(n, step.by + step.to);
}
