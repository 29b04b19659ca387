import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { standing, type Counting, type Seat } from '../../../src/domain/tasks/standing.ts';
import { vacateSeat } from '../../../src/domain/tasks/vacate-seat.ts';

const seat = (id: string, position: number, values: Partial<Seat> = {}): Seat => ({
  id,
  position,
  weight: 1,
  state: 'OPEN',
  outcome: null,
  added: null,
  ...values,
});
const approved = { state: 'DONE', outcome: 'APPROVE' } as const;
const ALL: Counting = { mode: 'ALL', settle: 'AT_ONCE' };
const NOBODY = { superior: null, isSuspended: false };

describe('a seat whose person may no longer act', () => {
  it('goes to the superior where there is one', () => {
    expect(vacateSeat(ALL, [seat('a', 1)], 'a', { superior: 'x', isSuspended: true })).toEqual({
      kind: 'SUPERIOR',
      accountId: 'x',
    });
  });

  it('is dropped while others go on', () => {
    expect(vacateSeat(ALL, [seat('a', 1), seat('b', 2)], 'a', NOBODY)).toEqual({
      kind: 'DROP',
      outcome: null,
      open: new Set(['b']),
    });
  });

  it('is dropped with the outcome that the others have come to', () => {
    expect(vacateSeat(ALL, [seat('a', 1), seat('b', 2, approved)], 'a', NOBODY)).toMatchObject({
      kind: 'DROP',
      outcome: 'APPROVE',
    });
  });

  it('gives the turn to the next in a sequence', () => {
    const seats = [seat('a', 1), seat('b', 2, { state: 'HELD' }), seat('c', 3, { state: 'HELD' })];
    expect(vacateSeat({ mode: 'SEQUENCE', settle: 'AT_ONCE' }, seats, 'a', NOBODY)).toMatchObject({
      open: new Set(['b']),
    });
  });

  it('has to be filled anew when nobody else is left, when all share it, and while the stage is suspended', () => {
    expect(vacateSeat(ALL, [seat('a', 1)], 'a', NOBODY)).toEqual({ kind: 'REPLAN' });
    expect(vacateSeat({ mode: 'ANY', settle: 'AT_ONCE' }, [seat('a', 1)], 'a', NOBODY)).toEqual({ kind: 'REPLAN' });
    expect(vacateSeat(ALL, [seat('a', 1), seat('b', 2)], 'a', { superior: null, isSuspended: true })).toEqual({
      kind: 'REPLAN',
    });
  });

  it('has to be filled anew while the words of added signers hang on it, whoever else is left', () => {
    const signer = seat('x', 1, { added: { by: 'a', place: 'AFTER' } });
    expect(vacateSeat(ALL, [seat('a', 1), signer, seat('b', 2)], 'a', NOBODY)).toEqual({ kind: 'REPLAN' });
    expect(vacateSeat(ALL, [seat('a', 1), { ...signer, state: 'GONE' }, seat('b', 2)], 'a', NOBODY).kind).toBe('DROP');
  });

  it.each(['BEFORE', 'AFTER', 'BESIDE'] as const)(
    'of a signer %s a shared seat is dropped, and the seat goes on',
    (place) => {
      const signer = seat('x', 1, { added: { by: 'a', place } });
      expect(vacateSeat({ mode: 'ANY', settle: 'AT_ONCE' }, [seat('a', 1), signer], 'x', NOBODY)).toEqual({
        kind: 'DROP',
        outcome: null,
        open: new Set(['a']),
      });
    },
  );

  it.each(['BEFORE', 'AFTER', 'BESIDE'] as const)(
    'that is shared, with a signer %s it, has to be filled anew',
    (place) => {
      const signer = seat('x', 1, { added: { by: 'a', place } });
      const vacancy = vacateSeat({ mode: 'ANY', settle: 'AT_ONCE' }, [seat('a', 1), signer], 'a', NOBODY);
      expect(vacancy).toEqual({ kind: 'REPLAN' });
    },
  );

  it('never leaves a stage without a way on', () => {
    const counting: fc.Arbitrary<Counting> = fc.record({
      mode: fc.constantFrom('ANY', 'ALL', 'RATIO', 'SEQUENCE', 'VOTE'),
      passPercent: fc.integer({ min: 1, max: 100 }),
      settle: fc.constantFrom('AT_ONCE', 'ALL_DECIDED'),
    });
    const seats = fc
      .array(
        fc.record({
          weight: fc.integer({ min: 1, max: 5 }),
          word: fc.constantFrom(null, null, 'APPROVE' as const, 'REJECT' as const),
        }),
        { minLength: 1, maxLength: 5 },
      )
      .map((drafts) =>
        drafts.map(({ weight, word }, n) =>
          seat(`s${n}`, n + 1, {
            weight,
            state: word === null || n === 0 ? 'OPEN' : 'DONE',
            outcome: n === 0 ? null : word,
          }),
        ),
      );
    fc.assert(
      fc.property(counting, seats, fc.boolean(), (rule, all, isSuspended) => {
        if (standing(rule, all).outcome !== null) return;
        const vacancy = vacateSeat(rule, all, 's0', { superior: null, isSuspended });
        if (vacancy.kind !== 'DROP') return;
        expect(isSuspended).toBe(false);
        expect(vacancy.outcome !== null || vacancy.open.size > 0).toBe(true);
        expect(vacancy.open.has('s0')).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});
