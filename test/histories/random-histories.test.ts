import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { verifyAudit } from '../../src/audit/verify.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { choices, choose, hasWayOn, story } from './choose.ts';
import { CoreBoard } from './core-board.ts';
import { Model } from './model.ts';
import { RowsBoard } from './rows-board.ts';
import { everyStep } from './steps.ts';
import { worlds, type World } from './world.ts';

type Numbers = readonly { readonly pick: number; readonly anything: number }[];

/** The same histories every time, so that a change is what makes a difference; new ones where somebody asks for a number of them. */
function runsOf(variable: string, usual: number) {
  const asked = process.env[variable];
  return asked === undefined ? { numRuns: usual, seed: 20_261_122 } : { numRuns: Number(asked) };
}

/** After every step the model and what is tested agree: on whether it was possible, and on where everything stands. */
async function compare(
  board: {
    take(step: ReturnType<typeof everyStep>[number]): boolean | Promise<boolean>;
    picture(): string[] | Promise<string[]>;
  },
  world: World,
  numbers: Numbers,
): Promise<void> {
  const model = new Model(world);
  const told: string[] = [];
  let is = await board.picture();
  expect(is).toEqual(model.picture());
  for (const [n, number] of numbers.entries()) {
    const step = choose(model, everyStep(world, n), number);
    if (step === undefined) return;
    told.push(JSON.stringify(step));
    const before = is;
    const allowed = model.take(step);
    const done = await board.take(step);
    is = await board.picture();
    const ought = model.picture();
    if (done === allowed && is.join() === ought.join() && hasWayOn(is)) continue;
    throw new Error(story(world, told, { before, done, allowed, is, ought }));
  }
}

describe('random histories', () => {
  it('go the same way through the core and through a model of product §1', async () => {
    const property = fc.asyncProperty(worlds, choices, async (world, numbers) => {
      const core = new CoreBoard(world);
      await compare(core, world, numbers);
      expect(core.hasOneRunEach()).toBe(true);
    });
    await fc.assert(property, runsOf('HISTORIES', 10_000));
  });
});

describe('random histories of rows', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(async () => {
    await db.close();
  });

  it('go the same way through the acts and PostgreSQL', async () => {
    const property = fc.asyncProperty(worlds, choices, async (world, numbers) => {
      await compare(await RowsBoard.begin(db, world), world, numbers);
    });
    await fc.assert(property, runsOf('ROW_HISTORIES', 40));
    expect((await verifyAudit(db)).faults).toEqual([]);
  });
});
