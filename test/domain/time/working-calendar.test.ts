import { describe, expect, it } from '@jest/globals';
import { spansOf, workingCalendarSchema } from '../../../src/domain/time/working-calendar.ts';
import { AFTERNOON, holiday, MORNING, officeCalendar, workday } from './calendars.ts';

describe('workingCalendarSchema', () => {
  it('accepts a calendar that went through JSON', () => {
    const calendar = officeCalendar({
      days: { '2026-02-14': { kind: 'WORKDAY', name: { zh: '春节调休上班', en: 'Make-up working day' } } },
    });

    expect(workingCalendarSchema.parse(JSON.parse(JSON.stringify(calendar)))).toEqual(calendar);
  });

  it.each(['00:00', '09:05', '23:59', '24:00'])('accepts the clock time %s', (to) => {
    const calendar = officeCalendar({ days: { '2026-03-02': workday([{ from: '00:00', to }]) } });

    expect(workingCalendarSchema.safeParse(calendar).success).toBe(true);
  });

  it.each(['9:00', '24:01', '12:60', '12', '12:00:00', ' 12:00'])('refuses the clock time "%s"', (to) => {
    const calendar = officeCalendar({ days: { '2026-03-02': workday([{ from: '00:00', to }]) } });

    expect(workingCalendarSchema.safeParse(calendar).success).toBe(false);
  });

  it.each([
    ['a date that does not exist', { ...officeCalendar(), knownUntil: '2026-02-29' }],
    ['an override for a date that does not exist', officeCalendar({ days: { '2026-02-30': holiday } })],
    ['a week with a missing day', { ...officeCalendar(), week: { '1': [MORNING] } }],
    ['a week with an eighth day', { ...officeCalendar(), week: { ...officeCalendar().week, '8': [] } }],
    ['an unknown kind of day', { ...officeCalendar(), days: { '2026-03-02': { kind: 'STRIKE' } } }],
    ['a day with an empty list of hours', officeCalendar({ days: { '2026-03-02': workday([]) } })],
    [
      'a name in one language',
      { ...officeCalendar(), days: { '2026-03-02': { kind: 'HOLIDAY', name: { zh: '元旦' } } } },
    ],
    ['an unknown field', { ...officeCalendar(), holidays: [] }],
  ])('refuses %s', (_what, calendar) => {
    expect(workingCalendarSchema.safeParse(calendar).success).toBe(false);
  });
});

describe('spansOf', () => {
  const shortFriday = [{ from: '09:00', to: '16:00' }];
  const ownHours = [{ from: '10:00', to: '11:00' }];
  const base = officeCalendar();
  const calendar = officeCalendar({
    week: { ...base.week, '5': shortFriday },
    days: {
      '2026-03-03': holiday,
      '2026-03-05': { kind: 'HALF_DAY' },
      '2026-03-06': workday(),
      '2026-03-07': workday(),
      '2026-03-14': { kind: 'HALF_DAY' },
      '2026-03-21': workday(ownHours),
      '2026-03-23': { kind: 'HALF_DAY', spans: [AFTERNOON] },
    },
  });

  it.each([
    ['a plain Monday', '2026-03-02', '1', [MORNING, AFTERNOON]],
    ['a plain Saturday', '2026-03-28', '6', []],
    ['a holiday', '2026-03-03', '2', []],
    ['a half day without own hours (the first span)', '2026-03-05', '4', [MORNING]],
    ['a working day with its own weekday hours', '2026-03-06', '5', shortFriday],
    ['a make-up Saturday (the hours of the first working weekday)', '2026-03-07', '6', [MORNING, AFTERNOON]],
    ['a make-up half Saturday', '2026-03-14', '6', [MORNING]],
    ['a working Saturday with own hours', '2026-03-21', '6', ownHours],
    ['a half day with own hours', '2026-03-23', '1', [AFTERNOON]],
  ] as const)('gives the hours of %s', (_what, date, weekday, spans) => {
    expect(spansOf(calendar, date, weekday)).toEqual(spans);
  });
});
