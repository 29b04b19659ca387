import { describe, expect, it } from '@jest/globals';
import { removeSigner, signersOf } from '../../../src/domain/tasks/signers.ts';
import { awaitsSigners, standing, type Seat, type SignerPlace } from '../../../src/domain/tasks/standing.ts';

const seat = (id: string, values: Partial<Seat> = {}): Seat => ({
  id,
  position: 1,
  weight: 1,
  state: 'OPEN',
  outcome: null,
  added: null,
  ...values,
});
const added = (id: string, by: string, place: SignerPlace, values: Partial<Seat> = {}): Seat =>
  seat(id, { added: { by, place }, ...values });
const approved = { state: 'DONE', outcome: 'APPROVE' } as const;
const gone = { state: 'GONE' } as const;

describe('those whom a seat added', () => {
  it('are found with those they added in turn, and without the removed', () => {
    const seats = [
      seat('a'),
      added('x', 'a', 'BEFORE'),
      added('y', 'x', 'BESIDE'),
      added('z', 'a', 'AFTER', gone),
      seat('b'),
    ];
    expect(signersOf('a', seats).map(({ id }) => id)).toEqual(['x', 'y']);
    expect(signersOf('b', seats)).toEqual([]);
  });

  it('are waited for only before the seat, and only until they have all approved or it has spoken', () => {
    const a = seat('a');
    expect(awaitsSigners(a, [a, added('x', 'a', 'BEFORE')])).toBe(true);
    expect(awaitsSigners(a, [a, added('x', 'a', 'BEFORE', approved), added('y', 'a', 'BEFORE')])).toBe(true);
    expect(awaitsSigners(a, [a, added('x', 'a', 'BEFORE', approved)])).toBe(false);
    expect(awaitsSigners(a, [a, added('x', 'a', 'BEFORE', gone)])).toBe(false);
    expect(awaitsSigners(a, [a, added('x', 'a', 'AFTER'), added('y', 'a', 'BESIDE')])).toBe(false);
    const spoken = seat('a', approved);
    expect(awaitsSigners(spoken, [spoken, added('x', 'a', 'BEFORE')])).toBe(false);
  });
});

describe('removing a signer', () => {
  it.each<[string, Seat[], ReturnType<typeof removeSigner>]>([
    ['takes their seat', [seat('a'), added('x', 'a', 'BEFORE')], { kind: 'REMOVED', seats: ['x'] }],
    [
      'takes those they added along',
      [seat('a'), added('x', 'a', 'BEFORE'), added('y', 'x', 'BESIDE'), added('z', 'y', 'AFTER')],
      { kind: 'REMOVED', seats: ['x', 'y', 'z'] },
    ],
    ['is too late once they spoke', [seat('a'), added('x', 'a', 'BEFORE', approved)], { kind: 'SPOKEN' }],
    [
      'is too late once somebody they added spoke',
      [seat('a'), added('x', 'a', 'BEFORE'), added('y', 'x', 'BEFORE', approved)],
      { kind: 'SPOKEN' },
    ],
    ['finds them gone already', [seat('a'), added('x', 'a', 'BEFORE', gone)], { kind: 'GONE' }],
    ['finds nobody', [seat('a')], { kind: 'GONE' }],
  ])('%s', (_title, seats, expected) => {
    expect(removeSigner('x', seats)).toEqual(expected);
  });
});

describe('a signer beside somebody in a sequence', () => {
  const SEQUENCE = { mode: 'SEQUENCE', settle: 'AT_ONCE' } as const;
  const seats = [seat('a'), seat('b', { position: 2 }), added('x', 'a', 'BESIDE')];
  const stands = (given: Seat[]) => [...standing(SEQUENCE, given).open].sort().join(' ');

  it('has their turn together with them, and the next waits for both', () => {
    expect(stands(seats)).toBe('a x');
    expect(stands(seats.map((one) => (one.id === 'a' ? { ...one, ...approved } : one)))).toBe('x');
    expect(stands(seats.map((one) => (one.id === 'b' ? one : { ...one, ...approved })))).toBe('b');
  });
});
