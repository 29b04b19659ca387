import { z } from 'zod';

const MILLISECONDS = { SECOND: 1_000, MINUTE: 60_000, HOUR: 3_600_000, DAY: 86_400_000 } as const;

/** A length of time on the clock, of the same shape as every duration; no calendar has a say in how long a link works. */
export const plainLengthSchema = z.strictObject({
  n: z.int().min(1).max(100_000),
  unit: z.enum(['SECOND', 'MINUTE', 'HOUR', 'DAY']),
});
export type PlainLength = z.infer<typeof plainLengthSchema>;

export function millisecondsOf({ n, unit }: PlainLength): number {
  return n * MILLISECONDS[unit];
}

export function after(from: Date, length: PlainLength): Date {
  return new Date(from.getTime() + millisecondsOf(length));
}
