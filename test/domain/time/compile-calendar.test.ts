import { describe, expect, it } from '@jest/globals';
import { compileCalendar } from '../../../src/domain/time/compile-calendar.ts';
import { holiday, officeCalendar, shanghai, workday } from './calendars.ts';

const HOUR = 60 * 60 * 1000;

describe('compileCalendar', () => {
  it('turns the known dates into midnights of the zone, both ends included', () => {
    const calendar = compileCalendar(officeCalendar({ knownFrom: '2026-03-02', knownUntil: '2026-03-03' }));

    expect(new Date(calendar.startsAt)).toEqual(shanghai('2026-03-02 00:00'));
    expect(new Date(calendar.endsAt)).toEqual(shanghai('2026-03-04 00:00'));
    expect(calendar.days.close.map((close) => new Date(close))).toEqual([
      shanghai('2026-03-02 18:00'),
      shanghai('2026-03-03 18:00'),
    ]);
  });

  it('leaves out days of rest and adds up the work of the others', () => {
    const calendar = compileCalendar(
      officeCalendar({
        knownFrom: '2026-03-06',
        knownUntil: '2026-03-10',
        days: { '2026-03-07': workday(), '2026-03-09': holiday, '2026-03-10': { kind: 'HALF_DAY' } },
      }),
    );

    expect(calendar.days.start.map((start) => new Date(start))).toEqual([
      shanghai('2026-03-06 00:00'),
      shanghai('2026-03-07 00:00'),
      shanghai('2026-03-10 00:00'),
    ]);
    expect(calendar.spans.worked.map((worked) => worked / HOUR)).toEqual([3, 7.5, 10.5, 15, 18]);
  });

  it('follows the clocks where a zone changes them', () => {
    const night = [{ from: '00:00', to: '24:00' }];
    const calendar = compileCalendar(
      officeCalendar({
        timeZone: 'America/New_York',
        knownFrom: '2026-03-07',
        knownUntil: '2026-03-09',
        days: { '2026-03-07': workday(night), '2026-03-08': workday(night), '2026-03-09': workday() },
      }),
    );

    expect(calendar.spans.worked.map((worked) => worked / HOUR)).toEqual([24, 47, 50, 54.5]);
    expect(calendar.days.close.map((close) => new Date(close).toISOString())).toEqual([
      '2026-03-08T05:00:00.000Z',
      '2026-03-09T04:00:00.000Z',
      '2026-03-09T22:00:00.000Z',
    ]);
  });
});
