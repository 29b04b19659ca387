import { describe, expect, it } from '@jest/globals';
import { checkCalendar } from '../../../src/domain/time/check-calendar.ts';
import { holiday, MORNING, officeCalendar, workday } from './calendars.ts';

const emptyWeek = { '1': [], '2': [], '3': [], '4': [], '5': [], '6': [], '7': [] };
const found = (overrides: Parameters<typeof officeCalendar>[0]) =>
  checkCalendar(officeCalendar(overrides)).map(({ code, path }) => `${code} ${path.join('.')}`);

describe('checkCalendar', () => {
  it('accepts a calendar of a single day', () => {
    const day = '2026-10-01';
    expect(found({ knownFrom: day, knownUntil: day, days: { [day]: holiday } })).toEqual([]);
  });

  it('asks for hours of days that are worked and have none, and of no others', () => {
    const days = { '2026-10-01': holiday, '2026-10-02': workday([MORNING]), '2026-10-03': workday() };
    expect(found({ week: emptyWeek, days })).toEqual(['NO_WORKING_HOURS week', 'NO_WORKING_HOURS days.2026-10-03']);
  });

  it('takes only holidays for a sign that those of the year were entered', () => {
    expect(found({ days: { '2026-10-10': workday() } })).toEqual(['YEAR_WITHOUT_HOLIDAYS days.2026']);
  });
});
