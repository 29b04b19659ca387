import fc from 'fast-check';
import { ROLES, type Role, type RunningProduct } from './running-product.ts';

/** One blow: which processes die, after how many requests, and how long after the last of them was sent. */
interface Strike {
  readonly roles: readonly Role[];
  readonly after: number;
  readonly delayMs: number;
}

/** Dealt like a pack of cards, so that every blow has its turn. */
const CARDS: readonly (readonly Role[])[] = [
  ['API'],
  ['API'],
  ['API'],
  ['WORKER'],
  ['WORKER'],
  ['API', 'WORKER'],
  ['POSTGRES'],
  ['ENGINE'],
  ROLES,
];

const blow = fc.record({ after: fc.integer({ min: 12, max: 40 }), delayMs: fc.integer({ min: 0, max: 40 }) });
const pack = fc
  .tuple(
    fc.shuffledSubarray([...CARDS], { minLength: CARDS.length }),
    fc.array(blow, { minLength: CARDS.length, maxLength: CARDS.length }),
  )
  .map(([cards, blows]) => cards.flatMap((roles, nth) => blows.slice(nth, nth + 1).map((one) => ({ ...one, roles }))));

/** The same seed gives the same strikes; how far a process has come by then is chance. */
export class Strikes {
  readonly #product: RunningProduct;
  readonly #strikes: Strike[];
  #sent = 0;
  #isOver = false;

  constructor(product: RunningProduct, seed: number, packs: number) {
    this.#product = product;
    this.#strikes = fc.sample(pack, { seed, numRuns: packs }).flat();
  }

  /** Told of every request that is sent for the first time. */
  count(): void {
    this.#sent += 1;
    const [next] = this.#strikes;
    if (this.#isOver || next === undefined || this.#sent < next.after) return;
    this.#sent = 0;
    this.#strikes.push(...this.#strikes.splice(0, 1));
    setTimeout(() => {
      if (!this.#isOver) for (const role of next.roles) this.#product.parts[role].kill();
    }, next.delayMs);
  }

  stop(): void {
    this.#isOver = true;
  }
}
