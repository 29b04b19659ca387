import { describe, expect, it } from '@jest/globals';
import { stateCouncilCalendar } from '../../../prisma/seed-data/calendar.ts';
import { dateOf, dayNumber, isoWeekdayOf } from '../../../src/domain/time/calendar-date.ts';
import { checkCalendar } from '../../../src/domain/time/check-calendar.ts';
import { spansOf, workingCalendarSchema } from '../../../src/domain/time/working-calendar.ts';

const { days } = stateCouncilCalendar;

/** Written out from the notices a second time, independently of the ranges in the data. */
const WORKED_WEEKENDS = [
  ...['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  ...['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
];
const DAYS_OFF = { '2025': [1, 8, 3, 5, 3, 8], '2026': [3, 9, 3, 5, 3, 3, 7] };

describe('stateCouncilCalendar', () => {
  it('is a valid calendar without any issue', () => {
    expect(workingCalendarSchema.parse(stateCouncilCalendar)).toEqual(stateCouncilCalendar);
    expect(checkCalendar(stateCouncilCalendar)).toEqual([]);
  });

  it.each(WORKED_WEEKENDS)('works ordinary hours on the weekend day %s', (date) => {
    const weekday = isoWeekdayOf(date);

    expect(['6', '7']).toContain(weekday);
    expect(spansOf(stateCouncilCalendar, date, weekday)).toEqual([
      { from: '09:00', to: '12:00' },
      { from: '13:30', to: '18:00' },
    ]);
  });

  it('works on no other weekend day', () => {
    const worked = Object.keys(days).filter((date) => days[date]?.kind !== 'HOLIDAY');

    expect(worked.sort()).toEqual(WORKED_WEEKENDS);
  });

  it.each(['2025', '2026'] as const)('has the announced number of days off per festival in %s', (year) => {
    const dates = Object.keys(days)
      .filter((date) => date.startsWith(year) && days[date]?.kind === 'HOLIDAY')
      .sort();
    const lengths: number[] = [];
    for (const date of dates) {
      const previous = days[dateOf(dayNumber(date) - 1)];
      const sameFestival = previous?.kind === 'HOLIDAY' && previous.name?.zh === days[date]?.name?.zh;
      lengths.push(sameFestival ? (lengths.pop() ?? 0) + 1 : 1);
    }

    expect(lengths).toEqual(DAYS_OFF[year]);
  });

  it.each([
    ['2025', 248],
    ['2026', 248],
  ])('has the working days of %s: %i', (year, expected) => {
    let count = 0;
    for (let day = dayNumber(`${year}-01-01`); day <= dayNumber(`${year}-12-31`); day += 1) {
      const date = dateOf(day);
      if (spansOf(stateCouncilCalendar, date, isoWeekdayOf(date)).length > 0) count += 1;
    }

    expect(count).toBe(expected);
  });

  it.each(Object.entries(days))('names %s in both languages', (_date, day) => {
    expect(day.name?.zh).toMatch(/\p{Script=Han}/u);
    expect(day.name?.en).toMatch(/^[A-Z]/);
  });
});
