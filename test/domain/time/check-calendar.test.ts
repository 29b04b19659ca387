import { describe, expect, it } from '@jest/globals';
import { checkCalendar, type CalendarIssueCode } from '../../../src/domain/time/check-calendar.ts';
import { compileCalendar } from '../../../src/domain/time/compile-calendar.ts';
import type { Span, WorkingCalendar } from '../../../src/domain/time/working-calendar.ts';
import { AFTERNOON, holiday, MORNING, officeCalendar, workday } from './calendars.ts';

const sound = officeCalendar({ days: { '2026-10-01': holiday } });

function withDay(date: string, spans: Span[]): WorkingCalendar {
  return { ...sound, days: { ...sound.days, [date]: workday(spans) } };
}

const emptyWeek: WorkingCalendar['week'] = { '1': [], '2': [], '3': [], '4': [], '5': [], '6': [], '7': [] };

const broken: [code: CalendarIssueCode, path: string[], calendar: WorkingCalendar][] = [
  ['TIME_ZONE_UNKNOWN', ['timeZone'], { ...sound, timeZone: 'Asia/Zhengzhou' }],
  ['KNOWN_RANGE_INVERTED', ['knownUntil'], { ...sound, days: {}, knownFrom: '2026-12-31', knownUntil: '2026-12-30' }],
  ['KNOWN_RANGE_TOO_LONG', ['knownUntil'], { ...sound, knownUntil: '2077-01-01' }],
  ['SPAN_INVERTED', ['week', '3', '0'], { ...sound, week: { ...sound.week, '3': [{ from: '12:00', to: '09:00' }] } }],
  ['SPAN_INVERTED', ['days', '2026-03-02', 'spans', '0'], withDay('2026-03-02', [{ from: '09:00', to: '09:00' }])],
  [
    'SPANS_OVERLAP',
    ['week', '1', '1'],
    { ...sound, week: { ...sound.week, '1': [MORNING, { from: '11:59', to: '13:00' }] } },
  ],
  ['SPANS_OVERLAP', ['days', '2026-03-02', 'spans', '1'], withDay('2026-03-02', [AFTERNOON, MORNING])],
  ['DAY_OUTSIDE_KNOWN', ['days', '2025-12-31'], withDay('2025-12-31', [MORNING])],
  ['DAY_OUTSIDE_KNOWN', ['days', '2027-01-01'], withDay('2027-01-01', [MORNING])],
  [
    'HOLIDAY_WITH_SPANS',
    ['days', '2026-10-01'],
    { ...sound, days: { '2026-10-01': { kind: 'HOLIDAY', spans: [MORNING] } } },
  ],
  ['NO_WORKING_HOURS', ['week'], { ...sound, week: emptyWeek }],
  [
    'NO_WORKING_HOURS',
    ['days', '2026-03-02'],
    { ...sound, week: emptyWeek, days: { ...sound.days, '2026-03-02': workday() } },
  ],
];

describe('checkCalendar', () => {
  it('finds nothing in a sound calendar', () => {
    expect(checkCalendar(sound)).toEqual([]);
  });

  it.each(broken)('reports %s at %j', (code, path, calendar) => {
    expect(checkCalendar(calendar)).toContainEqual({ level: 'ERROR', code, path });
    expect(() => compileCalendar(calendar)).toThrow(new RegExp(code));
  });

  it('accepts spans that touch, a day that ends at 24:00, and the first and last known day', () => {
    const touching = [
      { from: '00:00', to: '12:00' },
      { from: '12:00', to: '24:00' },
    ];
    const calendar = {
      ...sound,
      days: { ...sound.days, '2026-01-01': workday(touching), '2026-12-31': workday(touching) },
    };

    expect(checkCalendar(calendar)).toEqual([]);
  });

  it('allows the longest range of known years', () => {
    const codes = checkCalendar({ ...sound, knownUntil: '2076-12-31' }).map(({ code }) => code);

    expect(codes).not.toContain('KNOWN_RANGE_TOO_LONG');
  });

  it('warns of each known year whose holidays were not entered, and still lets the calendar be used', () => {
    const calendar = { ...sound, knownFrom: '2025-07-01', knownUntil: '2027-12-31' };

    expect(checkCalendar(calendar)).toEqual([
      { level: 'WARNING', code: 'YEAR_WITHOUT_HOLIDAYS', path: ['days', '2025'] },
      { level: 'WARNING', code: 'YEAR_WITHOUT_HOLIDAYS', path: ['days', '2027'] },
    ]);
    expect(compileCalendar(calendar).knownUntil).toBe('2027-12-31');
  });
});
