import { z } from 'zod';
import { InstantSchema } from '../tasks/schemas.ts';

export const TAG = 'figures';

const DAY = 86_400_000;
/** A leap year. */
const MOST_DAYS = 366;
const USUAL_DAYS = 30;

/** Both or none; without them the last thirty days. */
export const PeriodQuery = z
  .strictObject({ from: z.iso.datetime().optional(), before: z.iso.datetime().optional() })
  .refine(({ from, before }) => (from === undefined) === (before === undefined), { path: ['before'], message: 'BOTH' })
  .refine(
    ({ from, before }) => {
      const length = Date.parse(before ?? '') - Date.parse(from ?? '');
      return Number.isNaN(length) || (length > 0 && length <= MOST_DAYS * DAY);
    },
    { path: ['before'], message: 'PERIOD' },
  );

export function periodOf({ from, before }: z.output<typeof PeriodQuery>): { from: Date; before: Date } {
  const end = before === undefined ? new Date() : new Date(before);
  return { from: from === undefined ? new Date(end.getTime() - USUAL_DAYS * DAY) : new Date(from), before: end };
}

const Spread = z
  .object({ p50: z.int(), p90: z.int() })
  .nullable()
  .meta({ description: 'Seconds on the wall clock, nights and holidays included.' });

const numbers = {
  open: z.int(),
  overdue: z.int(),
  atRisk: z.int(),
  notStarted: z.int().meta({ description: 'Past their start-by, and claimed by nobody.' }),
  secondsWaiting: Spread,
  oldest: InstantSchema.nullable(),
  decided: z.int(),
  late: z.int().meta({ description: 'Decided after the deadline.' }),
  secondsToDecide: Spread,
};

const StageFigures = z.object({
  process: z.string(),
  stage: z.string(),
  titleZh: z.string(),
  titleEn: z.string(),
  ...numbers,
});

export const FiguresSchema = z.object({
  from: InstantSchema,
  before: InstantSchema,
  ...numbers,
  stages: z.array(StageFigures).meta({ description: 'Where tasks wait longest stands first.' }),
});
