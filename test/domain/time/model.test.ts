import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDuration, before } from '../../../src/domain/time/add-duration.ts';
import { compileCalendar } from '../../../src/domain/time/compile-calendar.ts';
import type { Deadline } from '../../../src/domain/time/deadline.ts';
import { workingMinutesBetween } from '../../../src/domain/time/working-time.ts';
import { instant, smallCalendar, someMinute } from './arbitraries.ts';
import { SlowModel } from './slow-model.ts';

const someDays = fc.integer({ min: 1, max: 13 });
const someMinutes = fc.oneof(
  fc.integer({ min: 1, max: 3000 }),
  fc.integer({ min: 1, max: 60 }).map((n) => n * 30),
);

function minuteOf(deadline: Deadline): number | undefined {
  return deadline.kind === 'AT' ? deadline.at.getTime() / 60_000 : undefined;
}

describe('deadlines on random calendars agree with a walk through every minute', () => {
  it.each([
    ['working days forward', 'WORKING_DAY', addDuration, 'addWorkingDays', someDays],
    ['working days back', 'WORKING_DAY', before, 'subtractWorkingDays', someDays],
    ['working minutes forward', 'WORKING_MINUTE', addDuration, 'addWorkingMinutes', someMinutes],
    ['working minutes back', 'WORKING_MINUTE', before, 'subtractWorkingMinutes', someMinutes],
  ] as const)('%s', (_what, unit, compute, walk, amounts) => {
    fc.assert(
      fc.property(smallCalendar, someMinute, amounts, (body, minute, n) => {
        const computed = minuteOf(compute(compileCalendar(body), instant(minute), { n, unit }));

        expect(computed).toBe(new SlowModel(body)[walk](minute, n));
      }),
      { numRuns: 200 },
    );
  });

  it('working minutes between two instants', () => {
    fc.assert(
      fc.property(smallCalendar, someMinute, someMinute, (body, from, to) => {
        const model = new SlowModel(body);
        const known = from >= model.first && to <= model.limit;
        const expected = to <= from ? 0 : known ? model.workingMinutesBetween(from, to) : undefined;

        expect(workingMinutesBetween(compileCalendar(body), instant(from), instant(to))).toBe(expected);
      }),
      { numRuns: 100 },
    );
  });
});
