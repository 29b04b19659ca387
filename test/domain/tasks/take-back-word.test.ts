import { describe, expect, it } from '@jest/globals';
import type { Seat, SignerPlace } from '../../../src/domain/tasks/standing.ts';
import { takeBackWord } from '../../../src/domain/tasks/take-back-word.ts';

type Touchable = Seat & { readonly isTouched: boolean; readonly isEarlier?: boolean; readonly isAutomatic?: boolean };

const seat = (id: string, position: number, outcome: Seat['outcome'], values: Partial<Touchable> = {}): Touchable => ({
  id,
  position,
  weight: 1,
  state: outcome === null ? 'OPEN' : 'DONE',
  outcome,
  added: null,
  isTouched: false,
  ...values,
});
const added = (by: string, place: SignerPlace) => ({ added: { by, place } });
const EVERYBODY = { mode: 'ALL', settle: 'ALL_DECIDED' } as const;
const TOO_LATE = expect.objectContaining({ code: 'TAKE_BACK_TOO_LATE' });

describe('one word less in a stage of several', () => {
  it('leaves what a neighbour said before their own signer refused', () => {
    const refusal = seat('s', 2, 'REJECT', added('b', 'AFTER'));
    const seats = [seat('a', 1, 'APPROVE'), seat('b', 2, 'APPROVE'), refusal, seat('c', 3, null)];
    expect([...takeBackWord(EVERYBODY, seats, 'a').open]).toEqual(['a', 'c']);
  });

  it('is too late for whoever let a signer speak that then refused', () => {
    const refusal = seat('s', 1, 'REJECT', added('a', 'AFTER'));
    const seats = [seat('a', 1, 'APPROVE'), refusal, seat('b', 2, null)];
    expect(() => takeBackWord(EVERYBODY, seats, 'a')).toThrow(TOO_LATE);
  });

  it('leaves a word in a sequence that is older, because it was kept from before a return', () => {
    const seats = [seat('a', 1, 'APPROVE'), seat('b', 2, 'APPROVE', { isEarlier: true }), seat('c', 3, null)];
    expect([...takeBackWord({ mode: 'SEQUENCE', settle: 'AT_ONCE' }, seats, 'a').open]).toEqual(['a']);
  });

  it('is too late when the next in a sequence has taken the task', () => {
    const seats = [seat('a', 1, 'APPROVE'), seat('b', 2, null, { isTouched: true })];
    expect(() => takeBackWord({ mode: 'SEQUENCE', settle: 'AT_ONCE' }, seats, 'a')).toThrow(TOO_LATE);
  });

  it('is too late when the next in a sequence has spoken, and is not when only the system has', () => {
    const after = (values: Partial<Touchable>) => [
      seat('a', 1, 'APPROVE'),
      seat('b', 2, 'APPROVE', values),
      seat('c', 3, null),
    ];
    const counting = { mode: 'SEQUENCE', settle: 'AT_ONCE' } as const;
    expect(() => takeBackWord(counting, after({}), 'a')).toThrow(TOO_LATE);
    expect([...takeBackWord(counting, after({ isAutomatic: true }), 'a').open]).toEqual(['a']);
  });

  it('leaves the word of a neighbour who had taken their task before they spoke', () => {
    const seats = [seat('a', 1, 'APPROVE'), seat('b', 2, 'APPROVE', { isTouched: true }), seat('c', 3, null)];
    expect([...takeBackWord(EVERYBODY, seats, 'a').open]).toEqual(['a', 'c']);
  });

  it('leaves an outcome that stands without it, although somebody had taken a task', () => {
    const counting = { mode: 'RATIO', passPercent: 50, settle: 'AT_ONCE' } as const;
    const spoken = [seat('a', 1, 'REJECT'), seat('b', 2, 'APPROVE'), seat('c', 3, 'APPROVE')];
    const stands = takeBackWord(counting, [...spoken, seat('d', 4, null, { isTouched: true })], 'a');
    expect(stands.outcome).toBe('APPROVE');
  });

  it('does not depend on whether anybody was left to speak when a signer of a neighbour refused', () => {
    const refusal = seat('s', 2, 'REJECT', added('b', 'AFTER'));
    const all = { mode: 'ALL', settle: 'AT_ONCE' } as const;
    const seats = [seat('a', 1, 'APPROVE'), seat('b', 2, 'APPROVE'), refusal];
    expect(takeBackWord(all, seats, 'a').outcome).toBe('REJECT');
    expect(takeBackWord(all, [...seats, seat('c', 3, null)], 'a').outcome).toBe('REJECT');
  });
});
