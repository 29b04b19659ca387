import { describe, expect, it } from '@jest/globals';
import { confirmationFault, isToConfirm, type ConfirmationFacts } from '../../../src/domain/tasks/confirmation.ts';

const ASKED: ConfirmationFacts = { state: 'OPEN', stands: true, isAsked: true, hasSpoken: false, exclusion: null };

describe('what a supervisor confirms', () => {
  it.each(['APPROVE', 'REJECT', 'SIGN'])('is a stage whose people came to %s', (outcome) => {
    expect(isToConfirm({ confirm: 'SUPERVISOR' }, outcome)).toBe(true);
    expect(isToConfirm({ confirm: 'NONE' }, outcome)).toBe(false);
  });

  it('is no stage that returned the case and is not over', () => {
    expect(isToConfirm({ confirm: 'SUPERVISOR' }, 'RETURN')).toBe(false);
  });

  it('is possible while it is asked for, and again after it was not accepted', () => {
    expect(confirmationFault(ASKED)).toBeUndefined();
    expect(confirmationFault({ ...ASKED, state: 'NOT_ACCEPTED' })).toBeUndefined();
  });

  it.each<[Partial<ConfirmationFacts>, string]>([
    [{ stands: false }, 'NOTHING_TO_CONFIRM'],
    [{ isAsked: false }, 'NOT_SUPERVISOR'],
    [{ isAsked: false, hasSpoken: true }, 'NOT_SUPERVISOR'],
    [{ hasSpoken: true }, 'OWN_WORK'],
    [{ exclusion: 'OWN_CASE' }, 'EXCLUDED'],
    [{ state: 'CONFIRMED' }, 'ALREADY_CONFIRMED'],
  ])('is refused where %p', (facts, code) => {
    expect(confirmationFault({ ...ASKED, ...facts })?.code).toBe(code);
  });

  it('is refused to whom something excludes, with what that is', () => {
    expect(confirmationFault({ ...ASKED, exclusion: 'OWN_CASE' })?.facts).toEqual({ reasonCode: 'OWN_CASE' });
  });

  it('is nothing where nobody is asked', () => {
    expect(confirmationFault(undefined)?.code).toBe('NOTHING_TO_CONFIRM');
  });
});
