import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { choices, choose } from '../histories/choose.ts';
import { CoreBoard } from '../histories/core-board.ts';
import { Model } from '../histories/model.ts';
import { everyStep } from '../histories/steps.ts';
import { worlds } from '../histories/random-worlds.ts';

/** Few enough that a mutant may meet them all. */
const HISTORIES = 150;

describe('random histories', () => {
  it('go the same way through the core and through a model of product §1', () => {
    const property = fc.property(worlds, choices, (world, numbers) => {
      const model = new Model(world);
      const core = new CoreBoard(world);
      expect(core.picture()).toEqual(model.picture());
      for (const [n, number] of numbers.entries()) {
        const step = choose(model, everyStep(world, n), number);
        if (step === undefined) return;
        expect(core.take(step)).toBe(model.take(step));
        expect(core.picture()).toEqual(model.picture());
      }
      expect(core.hasOneRunEach()).toBe(true);
    });
    fc.assert(property, { numRuns: HISTORIES });
  });
});
