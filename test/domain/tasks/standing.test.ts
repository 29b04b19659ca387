import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { standing, type Counting, type Seat } from '../../../src/domain/tasks/standing.ts';

const ALL: Counting = { mode: 'ALL', settle: 'AT_ONCE' };

/** `a+` approved, `a-` rejected, `a` undecided, `a!` gone; `3a` weighs 3; in the order of their turns. */
function seats(words: string): Seat[] {
  return words.split(' ').map((word, index) => {
    const [, weight, id = '', mark] = /^(\d*)([a-z]+)([+!-]?)$/.exec(word) ?? [];
    return {
      id,
      position: index + 1,
      weight: weight === '' ? 1 : Number(weight),
      state: mark === '!' ? 'GONE' : mark === '' ? 'OPEN' : 'DONE',
      outcome: mark === '+' ? 'APPROVE' : mark === '-' ? 'REJECT' : null,
      added: null,
    };
  });
}

function add(place: 'BEFORE' | 'AFTER' | 'BESIDE', by: string, word: string): Seat {
  const [seat] = seats(word);
  if (seat === undefined) throw new Error(word);
  return { ...seat, position: 99, added: { by, place } };
}

function stands(counting: Counting, given: readonly Seat[]): string {
  const { outcome, open } = standing(counting, given);
  return outcome ?? [...open].join(' ');
}

describe('a stage', () => {
  it.each<[string, Counting, string, string]>([
    ['或签 waits for its one seat', { mode: 'ANY', settle: 'AT_ONCE' }, 'a', 'a'],
    ['或签 is decided by it', { mode: 'ANY', settle: 'AT_ONCE' }, 'a+', 'APPROVE'],
    ['会签 waits for the last of all', ALL, 'a+ b+ c', 'c'],
    ['会签 is approved by all', ALL, 'a+ b+ c+', 'APPROVE'],
    ['会签 is rejected by the first who rejects', ALL, 'a+ b- c', 'REJECT'],
    ['会签 hears everybody first when its route says so', { mode: 'ALL', settle: 'ALL_DECIDED' }, 'a+ b- c', 'c'],
    ['会签 is then rejected all the same', { mode: 'ALL', settle: 'ALL_DECIDED' }, 'a+ b- c+', 'REJECT'],
    ['会签 does not count who is gone', ALL, 'a+ b! c+', 'APPROVE'],
    ['依次 asks one after the other', { mode: 'SEQUENCE', settle: 'AT_ONCE' }, 'a b c', 'a'],
    ['依次 goes on to the next', { mode: 'SEQUENCE', settle: 'AT_ONCE' }, 'a+ b c', 'b'],
    ['依次 ends with the last', { mode: 'SEQUENCE', settle: 'AT_ONCE' }, 'a+ b+ c+', 'APPROVE'],
    ['依次 ends with a rejection', { mode: 'SEQUENCE', settle: 'AT_ONCE' }, 'a+ b- c', 'REJECT'],
  ])('%s', (_title, counting, given, expected) => {
    expect(stands(counting, seats(given))).toBe(expected);
  });

  it.each<[number, string, string]>([
    // Two thirds of three is two, on the percentage and on both sides of it.
    [66, 'a+ b c', 'b c'],
    [66, 'a+ b+ c', 'APPROVE'],
    [67, 'a+ b+ c', 'c'],
    [67, 'a+ b+ c-', 'REJECT'],
    [50, 'a+ b', 'APPROVE'],
    [51, 'a+ b', 'b'],
    [50, 'a- b', 'b'],
    [51, 'a- b', 'REJECT'],
    [1, 'a- b- c+', 'APPROVE'],
    [1, 'a- b- c-', 'REJECT'],
    [100, 'a+ b-', 'REJECT'],
  ])('in a ratio of %i %% with %s stands at %s', (passPercent, given, expected) => {
    expect(stands({ mode: 'RATIO', passPercent, settle: 'AT_ONCE' }, seats(given))).toBe(expected);
  });

  it.each<[number, string, string]>([
    [60, '3a+ b c', 'APPROVE'],
    [61, '3a+ b c', 'b c'],
    [60, '3a- b c', 'REJECT'],
    [40, '3a- b+ c', 'c'],
    [40, '3a- b+ c+', 'APPROVE'],
  ])('in a vote 票签 of %i %% with %s stands at %s', (passPercent, given, expected) => {
    expect(stands({ mode: 'VOTE', passPercent, settle: 'AT_ONCE' }, seats(given))).toBe(expected);
  });

  it.each(['ALL', 'SEQUENCE'] as const)(
    'of mode %s wants everybody, whatever percentage is written beside it',
    (mode) => {
      expect(stands({ mode, passPercent: 50, settle: 'AT_ONCE' }, seats('a+ b'))).toBe('b');
    },
  );

  it('is never approved where nobody has a seat', () => {
    expect(standing(ALL, seats('a! b!'))).toEqual({ outcome: null, open: new Set() });
  });
});

describe('an added signer 加签', () => {
  it.each<[string, Seat[], string]>([
    ['before holds the seat until they have spoken', [...seats('a b+'), add('BEFORE', 'a', 'x')], 'x'],
    ['before hands the seat back when they approve', [...seats('a b+'), add('BEFORE', 'a', 'x+')], 'a'],
    ['before rejects for the seat', [...seats('a b+'), add('BEFORE', 'a', 'x-')], 'REJECT'],
    [
      'before, two of them, both have to speak',
      [...seats('a b+'), add('BEFORE', 'a', 'x+'), add('BEFORE', 'a', 'y')],
      'y',
    ],
    ['after comes when the seat has approved', [...seats('a b+'), add('AFTER', 'a', 'x')], 'a'],
    ['after has the last word of the seat', [...seats('a+ b+'), add('AFTER', 'a', 'x')], 'x'],
    ['after approves it', [...seats('a+ b+'), add('AFTER', 'a', 'x+')], 'APPROVE'],
    ['beside has a seat of their own', [...seats('a+ b+'), add('BESIDE', 'a', 'x')], 'x'],
    ['beside is not outvoted', [...seats('a+ b+'), add('BESIDE', 'a', 'x-')], 'REJECT'],
    ['removed again 减签 gives the seat its turn back', [...seats('a b+'), add('BEFORE', 'a', 'x!')], 'a'],
    ['added by an added one comes first', [...seats('a b+'), add('BEFORE', 'a', 'x'), add('BEFORE', 'x', 'y')], 'y'],
  ])('%s', (_title, given, expected) => {
    expect(stands(ALL, given)).toBe(expected);
  });

  it('beside must approve even where the ratio is already reached', () => {
    const ratio: Counting = { mode: 'RATIO', passPercent: 50, settle: 'AT_ONCE' };
    expect(stands(ratio, [...seats('a+ b'), add('BESIDE', 'a', 'x')])).toBe('b x');
    expect(stands(ratio, [...seats('a+ b'), add('BESIDE', 'a', 'x+')])).toBe('APPROVE');
  });

  it('beside does not count among the votes', () => {
    const ratio: Counting = { mode: 'RATIO', passPercent: 60, settle: 'AT_ONCE' };
    expect(stands(ratio, [...seats('a+ b'), add('BESIDE', 'a', 'x+')])).toBe('b');
  });
});

const counting = fc.record({
  mode: fc.constantFrom('ANY', 'ALL', 'RATIO', 'SEQUENCE', 'VOTE'),
  passPercent: fc.integer({ min: 1, max: 100 }),
  settle: fc.constantFrom('AT_ONCE', 'ALL_DECIDED'),
}) satisfies fc.Arbitrary<Counting>;

/** Some seats, and some signers added to whichever seat came before them. */
const table = fc
  .array(
    fc.record({ weight: fc.integer({ min: 1, max: 9 }), place: fc.constantFrom('', 'BEFORE', 'AFTER', 'BESIDE') }),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .chain((wishes) =>
    fc.tuple(
      ...wishes.map((wish, index) => fc.record({ of: fc.nat(Math.max(0, index - 1)), wish: fc.constant(wish) })),
    ),
  )
  .map((drawn) =>
    drawn.map(({ of, wish: { weight, place } }, index): Seat => {
      const added = place === '' || index === 0 ? null : { by: `s${of}`, place: place };
      return { id: `s${index}`, position: index + 1, weight, state: 'OPEN', outcome: null, added };
    }),
  );

describe('whatever is decided, in whatever order', () => {
  it('comes to an outcome exactly once, by those whose turn it is', () => {
    fc.assert(
      fc.property(
        counting,
        table,
        fc.infiniteStream(fc.nat(1000)),
        fc.infiniteStream(fc.boolean()),
        (rule, given, pick, word) => {
          let now = given;
          for (let round = 0; round <= given.length; round += 1) {
            const { outcome, open } = standing(rule, now);
            if (outcome !== null) return open.size === 0;
            const turn = [...open];
            if (turn.length === 0) return false;
            const chosen = turn[Number(pick.next().value) % turn.length];
            const says = word.next().value === true ? ('APPROVE' as const) : ('REJECT' as const);
            now = now.map((seat) => (seat.id === chosen ? { ...seat, state: 'DONE', outcome: says } : seat));
          }
          return false;
        },
      ),
    );
  });

  it('is approved when everybody approves, and rejected when everybody rejects', () => {
    const allSay = (given: readonly Seat[], outcome: 'APPROVE' | 'REJECT') =>
      given.map((seat): Seat => ({ ...seat, state: 'DONE', outcome }));
    fc.assert(
      fc.property(
        counting,
        table,
        (rule, given) =>
          standing(rule, allSay(given, 'APPROVE')).outcome === 'APPROVE' &&
          standing(rule, allSay(given, 'REJECT')).outcome === 'REJECT',
      ),
    );
  });

  it('once settled at once stays what it is, whoever else speaks', () => {
    fc.assert(
      fc.property(counting, table, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), (rule, given, words) => {
        const said = given.map((seat, i): Seat => ({
          ...seat,
          state: 'DONE',
          outcome: words[i] === true ? 'APPROVE' : 'REJECT',
        }));
        const atOnce: Counting = { ...rule, settle: 'AT_ONCE' };
        const whole = standing(atOnce, said).outcome;
        return given.every((_seat, upTo) => {
          const part = standing(
            atOnce,
            said.map((seat, i) => (i <= upTo ? seat : (given[i] ?? seat))),
          ).outcome;
          return part === null || part === whole;
        });
      }),
    );
  });
});
