import { describe, expect, it } from '@jest/globals';
import { proofReminder } from '../../../src/domain/registry/proof-reminder.ts';

describe('the reminder of a proof that ends', () => {
  it.each([
    ['2026-12-31', '2026-11-01', 60],
    ['2026-12-31', '2026-10-31', undefined],
    ['2026-12-31', '2026-12-01', 30],
    ['2026-12-31', '2026-11-30', 60],
    ['2026-12-31', '2026-12-24', 7],
    ['2026-12-31', '2026-12-31', 7],
    ['2026-12-31', '2027-01-01', undefined],
  ])('of one valid until %s, on %s, is that of %s days before', (lastDay, today, days) => {
    expect(proofReminder(today, lastDay, [60, 30, 7])).toBe(days);
  });
});
