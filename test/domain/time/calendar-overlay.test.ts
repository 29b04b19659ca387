import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDuration } from '../../../src/domain/time/add-duration.ts';
import {
  calendarOverlaySchema,
  checkOverlay,
  overlaid,
  type CalendarOverlay,
} from '../../../src/domain/time/calendar-overlay.ts';
import { compileCalendar } from '../../../src/domain/time/compile-calendar.ts';
import { smallCalendar } from './arbitraries.ts';
import { AFTERNOON, holiday, MORNING, officeCalendar, read, shanghai, workday } from './calendars.ts';

const office = officeCalendar({ days: { '2026-10-01': holiday, '2026-10-10': workday() } });
const over = (overlay: Partial<CalendarOverlay>) => calendarOverlaySchema.parse(overlay);

function due(overlay: Partial<CalendarOverlay>, from: string, n: number): string {
  return read(
    addDuration(compileCalendar(overlaid(office, over(overlay))), shanghai(from), { n, unit: 'WORKING_DAY' }),
  );
}

describe('a unit’s own calendar', () => {
  it('changes nothing when it is empty', () => {
    expect(overlaid(office, over({}))).toEqual(office);
  });

  it('closes at its own hours, on the weekdays it names', () => {
    expect(due({ week: { '5': [MORNING] } }, '2026-03-05 10:00', 1)).toBe('2026-03-06 12:00');
    expect(due({ week: { '5': [MORNING] } }, '2026-03-06 10:00', 1)).toBe('2026-03-09 18:00');
  });

  it('rests on holidays of its own, and works where all others rest', () => {
    expect(due({ days: { '2026-03-06': holiday } }, '2026-03-05 10:00', 1)).toBe('2026-03-09 18:00');
    expect(due({ days: { '2026-10-01': workday([MORNING]) } }, '2026-09-30 10:00', 1)).toBe('2026-10-01 12:00');
    expect(due({}, '2026-09-30 10:00', 1)).toBe('2026-10-02 18:00');
  });

  it('has half days with and without hours of their own', () => {
    expect(due({ days: { '2026-03-06': { kind: 'HALF_DAY' } } }, '2026-03-05 10:00', 1)).toBe('2026-03-06 12:00');
    const afternoon = { kind: 'HALF_DAY' as const, spans: [AFTERNOON] };
    expect(due({ days: { '2026-03-06': afternoon } }, '2026-03-05 10:00', 1)).toBe('2026-03-06 18:00');
  });

  it('leaves unknown days unknown, and says so', () => {
    const overlay = over({ days: { '2027-01-04': workday() } });
    expect(overlaid(office, overlay)).toEqual(office);
    expect(checkOverlay(office, overlay)).toEqual([
      { level: 'WARNING', code: 'DAY_OUTSIDE_KNOWN', path: ['days', '2027-01-04'] },
    ]);
  });

  it('knows its first and its last day, and none before them', () => {
    const edges = over({ days: { '2026-01-01': holiday, '2026-12-31': holiday } });
    expect(overlaid(office, edges).days).toMatchObject(edges.days);
    expect(checkOverlay(office, edges)).toEqual([]);
    const early = over({ days: { '2025-12-31': workday() } });
    expect(overlaid(office, early)).toEqual(office);
    expect(checkOverlay(office, early).map(({ path }) => path)).toEqual([['days', '2025-12-31']]);
  });

  it('is told of a fault like one below it in another place', () => {
    const inverted = [{ from: '12:00', to: '09:00' }];
    const faulty = { ...office, week: { ...office.week, '1': inverted } };
    expect(checkOverlay(faulty, over({ week: { '2': inverted } })).map(({ path }) => path)).toEqual([
      ['week', '2', '0'],
    ]);
  });

  it('names nothing but weekdays and days', () => {
    expect(calendarOverlaySchema.safeParse({ timeZone: 'Asia/Tokyo' }).success).toBe(false);
    expect(calendarOverlaySchema.safeParse({ week: { '8': [] } }).success).toBe(false);
    expect(calendarOverlaySchema.safeParse({ days: { tomorrow: holiday } }).success).toBe(false);
  });

  it('is told of its own faults, not of those below it', () => {
    const lacking = officeCalendar({ knownUntil: '2027-12-31' });
    expect(checkOverlay(lacking, over({}))).toEqual([]);
    expect(checkOverlay(office, over({ week: { '1': [{ from: '12:00', to: '09:00' }] } }))).toEqual([
      { level: 'ERROR', code: 'SPAN_INVERTED', path: ['week', '1', '0'] },
    ]);
    const never = { '1': [], '2': [], '3': [], '4': [], '5': [] };
    expect(checkOverlay(office, over({ week: never })).map(({ code }) => code)).toContain('NO_WORKING_HOURS');
  });

  it('laid twice is laid once', () => {
    fc.assert(
      fc.property(smallCalendar, smallCalendar, (calendar, { week, days }) => {
        const once = overlaid(calendar, { week, days });
        expect(overlaid(once, { week, days })).toEqual(once);
      }),
    );
  });
});
