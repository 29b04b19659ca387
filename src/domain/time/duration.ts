import { z } from 'zod';
import { Refusal } from '../refusal.ts';

export const DURATION_UNITS = ['WORKING_DAY', 'WORKING_MINUTE', 'DAY', 'HOUR', 'MINUTE', 'SECOND', 'MONTH'] as const;

export type DurationUnit = (typeof DURATION_UNITS)[number];

/** A hundred thousand of the longest unit still ends at an instant that PostgreSQL can store. */
const LARGEST = 100_000;

/** How rules state a length of time: `{ "n": 5, "unit": "WORKING_DAY" }`. `n` is a whole number from 1. */
export const durationSchema = z.strictObject({
  n: z.int().min(1).max(LARGEST),
  unit: z.enum(DURATION_UNITS),
});

export type Duration = z.infer<typeof durationSchema>;

/** Seconds exist for demonstrations and tests; in production a deadline nobody could meet is a mistake in the rules. */
export function isAllowedUnit(unit: DurationUnit, mode: 'development' | 'test' | 'production'): boolean {
  return unit !== 'SECOND' || mode !== 'production';
}

/** Throws `Refusal('DURATION_UNIT_REFUSED')` with the facts `{ n, unit }`. */
export function assertAllowedUnit(duration: Duration, mode: 'development' | 'test' | 'production'): void {
  if (!isAllowedUnit(duration.unit, mode)) {
    throw new Refusal('DURATION_UNIT_REFUSED', { n: duration.n, unit: duration.unit });
  }
}
