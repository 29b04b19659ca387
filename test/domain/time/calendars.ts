import type { Deadline } from '../../../src/domain/time/deadline.ts';
import type { CalendarDay, Span, WorkingCalendar } from '../../../src/domain/time/working-calendar.ts';

export const MORNING: Span = { from: '09:00', to: '12:00' };
export const AFTERNOON: Span = { from: '13:30', to: '18:00' };

/** Monday to Friday, 09:00–12:00 and 13:30–18:00, in Shanghai; every argument overrides a part. */
export function officeCalendar(overrides: Partial<WorkingCalendar> = {}): WorkingCalendar {
  const hours = [MORNING, AFTERNOON];
  return {
    timeZone: 'Asia/Shanghai',
    week: { '1': hours, '2': hours, '3': hours, '4': hours, '5': hours, '6': [], '7': [] },
    days: {},
    knownFrom: '2026-01-01',
    knownUntil: '2026-12-31',
    ...overrides,
  };
}

export function workday(spans?: Span[]): CalendarDay {
  return spans ? { kind: 'WORKDAY', spans } : { kind: 'WORKDAY' };
}

export const holiday: CalendarDay = { kind: 'HOLIDAY' };

/** `2026-09-30 18:00` or `2026-09-30 18:00:30.250` in Shanghai. */
export function shanghai(text: string): Date {
  const instant = new Date(`${text.replace(' ', 'T')}+08:00`);
  if (Number.isNaN(instant.getTime())) throw new RangeError(`Not an instant: ${text}`);
  return instant;
}

/** A deadline as people in Shanghai would read it, to the millisecond only where it has any. */
export function read(deadline: Deadline): string {
  if (deadline.kind === 'BEYOND_CALENDAR') return `beyond ${deadline.knownUntil}`;
  const local = new Date(deadline.at.getTime() + 8 * 60 * 60 * 1000).toISOString();
  return local
    .replace('T', ' ')
    .replace(/Z$/, '')
    .replace(/(:00)?\.000$/, '');
}
