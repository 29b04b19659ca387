import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stateCouncilCalendar } from '../../../prisma/seed-data/calendar.ts';
import { addDuration, before } from '../../../src/domain/time/add-duration.ts';
import { isoWeekdayOf } from '../../../src/domain/time/calendar-date.ts';
import { compileCalendar } from '../../../src/domain/time/compile-calendar.ts';
import type { Deadline } from '../../../src/domain/time/deadline.ts';
import { DURATION_UNITS } from '../../../src/domain/time/duration.ts';
import { pause, resume } from '../../../src/domain/time/pause.ts';
import { spansOf } from '../../../src/domain/time/working-calendar.ts';
import { addWorkingMinutes, workingMinutesBetween } from '../../../src/domain/time/working-time.ts';
import { shanghai } from './calendars.ts';

const calendar = compileCalendar(stateCouncilCalendar);
const known = fc.integer({ min: shanghai('2025-01-01 00:00').getTime(), max: shanghai('2026-12-31 23:59').getTime() });
const unit = fc.constantFrom(...DURATION_UNITS);
const workingUnit = fc.constantFrom('WORKING_DAY', 'WORKING_MINUTE');
const count = fc.integer({ min: 1, max: 400 });

/** A deadline beyond the calendar is later than every known one. */
function order(deadline: Deadline): number {
  return deadline.kind === 'AT' ? deadline.at.getTime() : Infinity;
}

function dateInShanghai(instant: Date): string {
  return new Date(instant.getTime() + 8 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

describe('deadlines', () => {
  it('are always later than what sets them in motion, and reminders earlier than what they remind of', () => {
    fc.assert(
      fc.property(known, count, unit, (from, n, unit) => {
        expect(order(addDuration(calendar, new Date(from), { n, unit }))).toBeGreaterThan(from);
        const reminder = before(calendar, new Date(from), { n, unit });
        if (reminder.kind === 'AT') expect(reminder.at.getTime()).toBeLessThan(from);
      }),
    );
  });

  it('never come earlier for a later start or a longer duration', () => {
    fc.assert(
      fc.property(known, known, count, count, unit, (t1, t2, n1, n2, unit) => {
        const due = (from: number, n: number) => order(addDuration(calendar, new Date(from), { n, unit }));

        expect(due(Math.min(t1, t2), n1)).toBeLessThanOrEqual(due(Math.max(t1, t2), n1));
        expect(due(t1, Math.min(n1, n2))).toBeLessThanOrEqual(due(t1, Math.max(n1, n2)));
      }),
    );
  });

  it('of working days fall on the close of a worked day', () => {
    fc.assert(
      fc.property(known, fc.integer({ min: 1, max: 60 }), (from, n) => {
        const due = addDuration(calendar, new Date(from), { n, unit: 'WORKING_DAY' });
        if (due.kind === 'BEYOND_CALENDAR') return;
        const date = dateInShanghai(due.at);
        const close = spansOf(stateCouncilCalendar, date, isoWeekdayOf(date)).at(-1)?.to;

        expect(due.at).toEqual(shanghai(`${date} ${close ?? 'rest'}`));
      }),
    );
  });

  it('add up: n and then m working days are n + m working days, less the after-hours day of the close', () => {
    fc.assert(
      fc.property(known, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (from, n, m) => {
        const first = addDuration(calendar, new Date(from), { n, unit: 'WORKING_DAY' });
        const whole = addDuration(calendar, new Date(from), { n: n + m + 1, unit: 'WORKING_DAY' });
        fc.pre(first.kind === 'AT' && whole.kind === 'AT');

        expect(addDuration(calendar, first.at, { n: m, unit: 'WORKING_DAY' })).toEqual(whole);
      }),
    );
  });

  it('and reminders are each other’s inverse from the close of a working day', () => {
    fc.assert(
      fc.property(known, fc.integer({ min: 2, max: 40 }), fc.integer({ min: 1, max: 39 }), (from, n, back) => {
        fc.pre(back < n);
        const due = addDuration(calendar, new Date(from), { n, unit: 'WORKING_DAY' });
        const earlier = addDuration(calendar, new Date(from), { n: n - back, unit: 'WORKING_DAY' });
        fc.pre(due.kind === 'AT');

        expect(before(calendar, due.at, { n: back, unit: 'WORKING_DAY' })).toEqual(earlier);
      }),
    );
  });

  it('of working minutes hold exactly that much work', () => {
    fc.assert(
      fc.property(known, fc.integer({ min: 1, max: 20_000 }), (from, minutes) => {
        const due = addWorkingMinutes(calendar, new Date(from), minutes);
        fc.pre(due.kind === 'AT');

        expect(workingMinutesBetween(calendar, new Date(from), due.at)).toBe(minutes);
      }),
    );
  });
});

describe('pausing', () => {
  it('and resuming at the same instant changes no deadline that working units can give', () => {
    fc.assert(
      fc.property(known, known, count, workingUnit, (start, now, n, unit) => {
        const due = addDuration(calendar, new Date(start), { n, unit });
        fc.pre(due.kind === 'AT' && now < due.at.getTime());

        expect(resume(calendar, pause(calendar, unit, new Date(now), due.at), new Date(now))).toEqual(due);
      }),
    );
  });

  it('and resuming at the same instant changes no deadline of plain time', () => {
    fc.assert(
      fc.property(known, known, (now, due) => {
        fc.pre(now < due);

        expect(resume(calendar, pause(calendar, 'DAY', new Date(now), new Date(due)), new Date(now))).toEqual({
          kind: 'AT',
          at: new Date(due),
        });
      }),
    );
  });

  it('never brings a deadline forward, and a later resumption never ends earlier', () => {
    fc.assert(
      fc.property(fc.tuple(known, known, known, known), workingUnit, (instants, unit) => {
        const [now = 0, due = 0, early = 0, late = 0] = [...instants].sort((a, b) => a - b);
        const inside = addWorkingMinutes(calendar, new Date(due), 1);
        fc.pre(inside.kind === 'AT');
        const remaining = pause(calendar, unit, new Date(now), inside.at);

        expect(order(resume(calendar, remaining, new Date(early)))).toBeGreaterThanOrEqual(inside.at.getTime());
        expect(order(resume(calendar, remaining, new Date(early)))).toBeLessThanOrEqual(
          order(resume(calendar, remaining, new Date(late))),
        );
      }),
    );
  });
});
