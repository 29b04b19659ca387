import { describe, expect, it } from '@jest/globals';
import { normaliseSite } from '../../../src/domain/admission/site.ts';

describe('normaliseSite', () => {
  it.each([
    ['清源市东城区人民路 12 号', '清源市东城区人民路12号'],
    ['人民路１２号', '人民路12号'],
    ['人民路12号（一层）', '人民路12号(一层)'],
    ['Tower a, 3F', 'tower A 3f'],
    ['𠮷祥路8号', '𠮷祥路 8号'],
  ])('takes %s and %s for one site', (one, other) => {
    expect(normaliseSite(one)).toBe(normaliseSite(other));
  });

  it('keeps different numbers apart', () => {
    expect(normaliseSite('人民路12号')).not.toBe(normaliseSite('人民路21号'));
  });
});
