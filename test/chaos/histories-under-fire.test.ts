import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { choices } from '../histories/choose.ts';
import { worlds } from '../histories/random-worlds.ts';
import { OWNER } from '../tasks/office.ts';
import { hireCrews, type Crew } from './crews.ts';
import { Patience } from './patience.ts';
import { play, type History } from './play.ts';
import { ROLES, startProduct, type RunningProduct } from './running-product.ts';
import { expectEverythingSound } from './soundness.ts';
import { Strikes } from './strikes.ts';

/** The same histories and blows every time; others where somebody asks for them. */
const HISTORIES = Number(process.env['CHAOS_HISTORIES'] ?? 10);
const SEED = Number(process.env['CHAOS_SEED'] ?? 20_261_123);
const AT_ONCE = 8;

/** Between two lines that say how far it is. */
const TELL_EVERY = 10;

describe('random histories while processes are killed', () => {
  let product: RunningProduct;
  let crews: Crew[];
  beforeAll(async () => {
    product = await startProduct();
    crews = await hireCrews(product.db.sql, AT_ONCE);
    for (const crew of [...crews, [OWNER]]) await Promise.all(crew.map((login) => product.as(login)));
  }, 240_000);
  afterAll(() => product.close(), 120_000);

  it('go the way of the model: nothing is lost, doubled or stuck', async () => {
    const began = Date.now();
    // A search for faults begins with small histories; these are all as long as chance has it.
    const lives = fc.noBias(fc.record({ world: worlds, numbers: choices }));
    const histories = fc.sample(lives, { seed: SEED, numRuns: HISTORIES });
    const strikes = new Strikes(product, SEED, HISTORIES);
    const people: Patience[] = [];
    const faults: string[] = [];
    let steps = 0;
    let over = 0;

    const figures = () => {
      const counted = (what: 'kills' | 'ends') =>
        ROLES.map((role) => `${role} ${product.parts[role][what]}`).join(', ');
      const sum = (key: 'requests' | 'repeated') => people.reduce((total, one) => total + one[key], 0);
      const seconds = Math.round((Date.now() - began) / 1000);
      return `${over} histories, ${steps} steps, ${sum('requests')} requests, ${sum('repeated')} of them repeated, killed: ${counted('kills')}, ended by themselves: ${counted('ends')}; ${seconds} s, seed ${SEED}\n`;
    };

    async function live(history: History, nth: number, crew: Crew): Promise<void> {
      const patience = new Patience(product, strikes);
      people.push(patience);
      try {
        const taken = await play(history, { patience, crew });
        steps += taken;
      } catch (error) {
        faults.push(`history ${nth} of seed ${SEED}: ${error instanceof Error ? error.message : String(error)}`);
        process.stderr.write(`${faults.at(-1) ?? ''}\n`);
      }
      over += 1;
      if (over % TELL_EVERY === 0 && over < HISTORIES) process.stderr.write(figures());
    }

    const waiting = [...histories.entries()];
    const lane = async (crew: Crew) => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await live(next[1], next[0], crew);
    };
    await Promise.all(crews.map(lane));
    strikes.stop();
    process.stderr.write(figures());
    expect(faults).toEqual([]);
    // Ten histories are long enough for a whole pack.
    if (HISTORIES >= 10) expect(ROLES.filter((role) => product.parts[role].kills === 0)).toEqual([]);
    await expectEverythingSound(product, [...crews.flat(), OWNER]);
  }, 86_400_000);
});
