import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { overlaid } from '../../../src/domain/time/calendar-overlay.ts';
import { compileCalendar } from '../../../src/domain/time/compile-calendar.ts';
import type { Duration } from '../../../src/domain/time/duration.ts';
import { replan, replannedDue, type RunningTask } from '../../../src/domain/time/replan.ts';
import { nameOfAct, planTime, type ActsSoFar, type Timing } from '../../../src/domain/time/timetable.ts';
import type { CalendarDay } from '../../../src/domain/time/working-calendar.ts';
import { holiday, officeCalendar, read, shanghai, workday } from './calendars.ts';

/** Two months, so that a property may compile it often. */
const office = officeCalendar({ knownFrom: '2026-11-01', knownUntil: '2026-12-31' });
const former = compileCalendar(office);
const changed = (days: Record<string, CalendarDay>) => compileCalendar(overlaid(office, { week: {}, days }));
const wd = (n: number): Duration => ({ n, unit: 'WORKING_DAY' });
const timing = (values: Partial<Timing> = {}): Timing => ({
  due: wd(3),
  startBy: wd(1),
  remindBefore: [wd(1)],
  remindAfter: [wd(1)],
  whenDue: 'DUE',
  ...values,
});

/** As it was planned from Monday, 2026-11-09 10:00: due on Thursday. */
function running(values: Partial<RunningTask> = {}, rules = timing()): { task: RunningTask; soFar: ActsSoFar } {
  const { clock, dueAt, startBy, acts } = planTime(former, shanghai('2026-11-09 10:00'), rules);
  if (clock === null) throw new Error('It has a deadline');
  const task = { clock, dueAt, startBy, startLeft: null, overdue: false, ...values };
  return { task, soFar: { done: new Set(), pending: new Map(acts.map((act) => [nameOfAct(act), act.at])) } };
}
const due = (at: Date | null) => (at === null ? 'none' : read({ kind: 'AT', at }));

describe('planning a deadline again', () => {
  it('peers 13: gives the instant that is right under the new calendar, with everything around it', () => {
    const { task, soFar } = running();
    const planned = replan(changed({ '2026-11-11': holiday }), shanghai('2026-11-10 10:00'), task, timing(), soFar);
    expect(planned?.acts.map(({ kind, at }) => `${kind} ${due(at)}`)).toEqual([
      'REMIND 2026-11-12 18:00',
      'DUE 2026-11-13 18:00',
      'REMIND_AFTER 2026-11-16 18:00',
    ]);
    expect(due(planned?.startBy ?? null)).toBe('2026-11-10 18:00');
  });

  it('moves nothing where the calendar did not change', () => {
    const { task, soFar } = running();
    expect(replan(former, shanghai('2026-11-10 10:00'), task, timing(), soFar)).toBeUndefined();
    expect(replan(changed({ '2026-12-25': holiday }), shanghai('2026-11-10 10:00'), task, timing(), soFar)).toBe(
      undefined,
    );
  });

  it.each(['2026-11-13 18:00', '2026-11-16 10:00'])(
    'moves no deadline that is past to one that is past too (%s)',
    (now) => {
      const { task } = running({ overdue: true });
      const later = changed({ '2026-11-11': holiday });
      expect(due(replannedDue(later, shanghai(now), task))).toBe('2026-11-12 18:00');
    },
  );

  it('gives more time at once, however little', () => {
    const now = shanghai('2026-11-10 10:00');
    const clock = { from: now, length: { n: 240, unit: 'WORKING_MINUTE' } } as const;
    const at = replannedDue(former, now, { clock, dueAt: shanghai('2026-11-10 12:00'), overdue: false });
    expect(due(at)).toBe('2026-11-10 15:30');
  });

  it('leaves no notice where the next working day is not known', () => {
    const from = shanghai('2026-12-25 10:00');
    const { clock, dueAt } = planTime(former, from, timing({ due: wd(4) }));
    if (clock === null) throw new Error('It has a deadline');
    const now = shanghai('2026-12-31 10:00');
    expect(replannedDue(changed({ '2026-12-26': workday() }), now, { clock, dueAt, overdue: false })).toEqual(now);
  });

  it('sets right a single instant that is not where it belongs', () => {
    const now = shanghai('2026-11-09 10:00');
    const early = shanghai('2026-11-10 08:00');
    const { task, soFar } = running();
    const right = { dueAt: task.dueAt, startBy: task.startBy };
    expect(replan(former, now, { ...task, dueAt: early }, timing(), soFar)).toMatchObject(right);
    expect(replan(former, now, { ...task, startBy: early }, timing(), soFar)).toMatchObject(right);
    const pending = new Map([...soFar.pending, ['REMIND:1:WORKING_DAY', early] as const]);
    expect(replan(former, now, task, timing(), { ...soFar, pending })).toMatchObject(right);
  });

  it('comes forward to the end of the next working day at most', () => {
    const { task } = running({}, timing({ due: wd(5) }));
    const shorter = changed({ '2026-11-14': workday(), '2026-11-15': workday() });
    expect(due(replannedDue(shorter, shanghai('2026-11-10 10:00'), task))).toBe('2026-11-14 18:00');
    expect(due(replannedDue(shorter, shanghai('2026-11-14 10:00'), task))).toBe('2026-11-15 18:00');
    // Who has less than that left keeps it.
    expect(due(replannedDue(shorter, shanghai('2026-11-16 10:00'), task))).toBe('2026-11-16 18:00');
  });

  it('leaves what is overdue overdue, unless it has time again', () => {
    const { task, soFar } = running({ overdue: true });
    const done = new Set(['DUE', 'REMIND:1:WORKING_DAY']);
    const pending = new Map([...soFar.pending].filter(([name]) => !done.has(name)));
    const now = shanghai('2026-11-13 10:00');
    const storm = changed({ '2026-11-11': holiday, '2026-11-12': holiday });
    expect(replan(changed({ '2026-11-20': holiday }), now, task, timing(), { done, pending })).toBeUndefined();
    const planned = replan(storm, now, task, timing(), { done, pending });
    expect(planned).toMatchObject({ overdue: false });
    expect(due(planned?.dueAt ?? null)).toBe('2026-11-16 18:00');
    expect(planned?.acts.map(({ kind }) => kind)).toEqual(['DUE', 'REMIND_AFTER']);
  });

  it('plans what lay beyond the known years once they are known', () => {
    const from = shanghai('2026-12-29 10:00');
    const { clock } = planTime(former, from, timing({ due: wd(5) }));
    if (clock === null) throw new Error('It has a clock');
    const flagged: RunningTask = { clock, dueAt: null, startBy: null, startLeft: null, overdue: false };
    const none: ActsSoFar = { done: new Set(), pending: new Map() };
    const rules = timing({ due: wd(5) });
    expect(replan(former, shanghai('2026-12-30 10:00'), flagged, rules, none)).toBeUndefined();
    const entered = compileCalendar({ ...office, knownUntil: '2027-02-28' });
    const planned = replan(entered, shanghai('2026-12-30 10:00'), flagged, rules, none);
    expect(due(planned?.dueAt ?? null)).toBe('2027-01-05 18:00');
    expect(planned?.acts.map(({ kind }) => kind)).toEqual(['REMIND', 'DUE', 'REMIND_AFTER']);
    // Entered late, it leaves a day to act.
    expect(due(replannedDue(entered, shanghai('2027-02-01 10:00'), flagged))).toBe('2027-02-02 18:00');
  });

  it('forgets no deadline that a calendar no longer knows', () => {
    const { task, soFar } = running();
    const shrunk = compileCalendar({ ...office, knownUntil: '2026-11-10' });
    expect(due(replannedDue(shrunk, shanghai('2026-11-10 10:00'), task))).toBe(due(task.dueAt));
    expect(replan(shrunk, shanghai('2026-11-10 10:00'), task, timing({ remindAfter: [] }), soFar)?.dueAt).toEqual(
      task.dueAt,
    );
  });

  it('leaves instants alone that count no work', () => {
    const rules = timing({
      due: { n: 3, unit: 'DAY' },
      startBy: { n: 1, unit: 'DAY' },
      remindBefore: [],
      remindAfter: [],
    });
    const { task, soFar } = running({}, rules);
    const rested = changed({ '2026-11-10': holiday, '2026-11-11': holiday });
    expect(replan(rested, shanghai('2026-11-10 10:00'), task, rules, soFar)).toBeUndefined();
  });

  it('done twice changes nothing the second time, whatever the calendar and the moment', () => {
    const day = fc.constantFrom('2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13', '2026-11-14', '2026-11-15');
    const kind = fc.constantFrom<CalendarDay>(holiday, workday(), { kind: 'HALF_DAY' });
    fc.assert(
      fc.property(
        fc.dictionary(day, kind, { noNullPrototype: true }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 0, max: 6 * 24 * 60 }),
        fc.integer({ min: 0, max: 3 * 24 * 60 }),
        (days, n, minutes, later) => {
          const rules = timing({ due: wd(n) });
          const { task, soFar } = running({}, rules);
          const now = new Date(shanghai('2026-11-09 10:00').getTime() + minutes * 60_000);
          fc.pre(task.dueAt !== null && now < task.dueAt);
          const once = replan(changed(days), now, task, rules, soFar);
          if (once === undefined) return;
          const again = { ...task, dueAt: once.dueAt, startBy: once.startBy };
          const pending = new Map(once.acts.map((act) => [nameOfAct(act), act.at]));
          const then = new Date(now.getTime() + later * 60_000);
          fc.pre(once.dueAt !== null && then < once.dueAt);
          expect(replannedDue(changed(days), then, again)).toEqual(once.dueAt);
          expect(replan(changed(days), now, again, rules, { done: new Set(), pending })).toBeUndefined();
        },
      ),
    );
  });

  it('there and back again ends where it began, while nothing had to be held back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 6 }),
        fc.constantFrom('2026-11-12', '2026-11-13', '2026-11-16'),
        (n, date) => {
          const { task } = running({}, timing({ due: wd(n) }));
          const now = shanghai('2026-11-09 11:00');
          const moved = replannedDue(changed({ [date]: holiday }), now, task);
          expect(replannedDue(former, now, { ...task, dueAt: moved })).toEqual(task.dueAt);
        },
      ),
    );
  });
});
