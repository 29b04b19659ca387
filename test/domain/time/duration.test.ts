import { describe, expect, it } from '@jest/globals';
import { assertAllowedUnit, DURATION_UNITS, durationSchema, isAllowedUnit } from '../../../src/domain/time/duration.ts';

describe('durationSchema', () => {
  it.each(DURATION_UNITS)('accepts one %s', (unit) => {
    expect(durationSchema.parse({ n: 1, unit })).toEqual({ n: 1, unit });
  });

  it.each([
    ['nothing', { n: 0, unit: 'DAY' }],
    ['a negative length', { n: -1, unit: 'DAY' }],
    ['a fraction', { n: 1.5, unit: 'DAY' }],
    ['a number written as text', { n: '1', unit: 'DAY' }],
    ['more than the largest length', { n: 100_001, unit: 'DAY' }],
    ['an unknown unit', { n: 1, unit: 'WEEK' }],
    ['an unknown field', { n: 1, unit: 'DAY', from: 'now' }],
  ])('refuses %s', (_what, duration) => {
    expect(durationSchema.safeParse(duration).success).toBe(false);
  });

  it('accepts the largest length', () => {
    expect(durationSchema.safeParse({ n: 100_000, unit: 'MONTH' }).success).toBe(true);
  });
});

describe('assertAllowedUnit', () => {
  it('refuses seconds in production and names the duration', () => {
    expect(() => {
      assertAllowedUnit({ n: 90, unit: 'SECOND' }, 'production');
    }).toThrow(
      expect.objectContaining({ name: 'Refusal', code: 'DURATION_UNIT_REFUSED', facts: { n: 90, unit: 'SECOND' } }),
    );
  });

  it.each(['development', 'test'] as const)('lets seconds pass in %s', (mode) => {
    expect(() => {
      assertAllowedUnit({ n: 2, unit: 'SECOND' }, mode);
    }).not.toThrow();
  });

  it('refuses no other unit in production', () => {
    expect(DURATION_UNITS.filter((unit) => !isAllowedUnit(unit, 'production'))).toEqual(['SECOND']);
  });
});
