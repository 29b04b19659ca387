import { describe, expect, it } from '@jest/globals';
import { businessDate } from '../../../src/domain/admission/business-date.ts';

describe('businessDate', () => {
  it.each([
    ['2026-11-22T15:59:59.999Z', '2026-11-22'],
    ['2026-11-22T16:00:00.000Z', '2026-11-23'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01'],
  ])('of %s is %s in Shanghai', (instant, date) => {
    expect(businessDate(new Date(instant))).toBe(date);
  });
});
