import { everyFurtherStep, type FurtherStep } from '../histories/further-steps.ts';
import { everyStep, type Step } from '../histories/steps.ts';
import type { World } from '../histories/world.ts';

type DrivenFurther = Extract<FurtherStep, { do: 'ADD' | 'REMOVE' | 'DELEGATE' | 'RECALL' | 'RECOMMEND' }>;

const DRIVEN: ReadonlySet<string> = new Set<DrivenFurther['do']>(['ADD', 'REMOVE', 'DELEGATE', 'RECALL', 'RECOMMEND']);

/** What is asked of the running product. A hand-over would reach into every other history, which has people in common with it. */
export type DrivenStep = Step | DrivenFurther;

export function everyDrivenStep(world: World, n: number): DrivenStep[] {
  return [...everyStep(world, n), ...everyFurtherStep(world, n).filter(isDriven)];
}

function isDriven(step: FurtherStep): step is DrivenFurther {
  return DRIVEN.has(step.do);
}
