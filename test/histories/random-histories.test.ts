import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { verifyAudit } from '../../src/audit/verify.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { choices } from './choose.ts';
import { CoreBoard } from './core-board.ts';
import { play, type Numbers } from './play.ts';
import { RowsBoard } from './rows-board.ts';
import { worlds } from './random-worlds.ts';
import type { World } from './world.ts';

/** So many at a time, each lot with a seed of its own, so that a long run forgets what lies behind it. */
const LOT = 5000;

/** The same histories every time, so that a change is what makes a difference; new ones where somebody asks for a number of them. */
async function tell(variable: string, usual: number, live: (world: World, numbers: Numbers) => Promise<number>) {
  const asked = process.env[variable];
  const wanted = asked === undefined ? usual : Number(asked);
  const other = Number(process.env['HISTORIES_SEED'] ?? Math.trunc(Math.random() * 2 ** 31));
  const first = asked === undefined ? 20_261_122 : other;
  let steps = 0;
  const property = fc.asyncProperty(worlds, choices, async (world, numbers) => {
    steps += await live(world, numbers);
  });
  for (let done = 0; done < wanted; done += LOT) {
    const numRuns = Math.min(LOT, wanted - done);
    await fc.assert(property, { numRuns, seed: first + done });
    if (asked !== undefined)
      process.stderr.write(`${done + numRuns} of ${wanted} histories, ${steps} steps, seed ${first}\n`);
  }
}

describe('random histories', () => {
  it('go the same way through the core and through a model of product §1', async () => {
    await tell('HISTORIES', 10_000, async (world, numbers) => {
      const core = new CoreBoard(world);
      const steps = await play(core, world, numbers);
      expect(core.hasOneRunEach()).toBe(true);
      return steps;
    });
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
    await tell('ROW_HISTORIES', 40, async (world, numbers) => {
      const board = await RowsBoard.begin(db, world);
      try {
        return await play(board, world, numbers);
      } finally {
        await board.close();
      }
    });
    expect((await verifyAudit(db)).faults).toEqual([]);
  });
});
