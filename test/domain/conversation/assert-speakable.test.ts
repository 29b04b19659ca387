import { describe, expect, it } from '@jest/globals';
import { assertSpeakable } from '../../../src/domain/conversation/assert-speakable.ts';

const running = { state: 'MATERIAL_REVIEW', closing: null, closedAt: null };
const ended = { state: 'ACTIVE', closing: null, closedAt: new Date(0) };

describe('assertSpeakable', () => {
  it('lets everybody speak while a case runs', () => {
    expect(() => {
      assertSpeakable(running, false);
    }).not.toThrow();
  });

  it.each([
    ['a draft', { ...running, state: 'DRAFT' }, 'WRONG_STATE'],
    ['a case that is being closed', { ...running, closing: 'WITHDRAWN' }, 'CASE_CLOSING'],
    ['a case that has ended', ended, 'CASE_CLOSED'],
  ])('refuses words about %s', (_title, one, code) => {
    expect(() => {
      assertSpeakable(one, false);
    }).toThrow(code);
  });

  it('lets administrators add to what has ended, and not to a draft', () => {
    expect(() => {
      assertSpeakable(ended, true);
    }).not.toThrow();
    expect(() => {
      assertSpeakable({ ...running, state: 'DRAFT' }, true);
    }).toThrow('WRONG_STATE');
  });
});
