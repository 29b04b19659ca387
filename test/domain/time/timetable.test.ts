import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stateCouncilCalendar } from '../../../prisma/seed-data/calendar.ts';
import { compileCalendar } from '../../../src/domain/time/compile-calendar.ts';
import type { Duration } from '../../../src/domain/time/duration.ts';
import { nameOfAct, planTime, timetable, type Timing } from '../../../src/domain/time/timetable.ts';
import { read, shanghai } from './calendars.ts';

const calendar = compileCalendar(stateCouncilCalendar);
const wd = (n: number): Duration => ({ n, unit: 'WORKING_DAY' });
const timing = (values: Partial<Timing> = {}): Timing => ({
  due: wd(5),
  remindBefore: [wd(2), wd(1)],
  atRiskBefore: wd(1),
  remindAfter: [wd(1), wd(3)],
  grace: wd(2),
  whenDue: 'DUE',
  ...values,
});
const words = (acts: ReturnType<typeof planTime>['acts']) =>
  acts.map(({ kind, at }) => `${kind} ${read({ kind: 'AT', at })}`).sort();

describe('the timetable of a task', () => {
  it('peers 13: counts working days over a festival and its make-up days', () => {
    // From Wednesday before National Day: the 10th, a Saturday, is worked.
    expect(words(planTime(calendar, shanghai('2026-09-30 10:00'), timing()).acts)).toEqual([
      'AT_RISK 2026-10-12 18:00',
      'DUE 2026-10-13 18:00',
      'OVERDUE 2026-10-15 18:00',
      'REMIND 2026-10-10 18:00',
      'REMIND 2026-10-12 18:00',
      'REMIND_AFTER 2026-10-14 18:00',
      'REMIND_AFTER 2026-10-16 18:00',
    ]);
  });

  it.each([
    ['before the opening', '2026-11-09 08:00', '2026-11-10 18:00'],
    ['in the last second of a day', '2026-11-09 17:59:59', '2026-11-10 18:00'],
    ['after hours, which is the next working day', '2026-11-09 18:00', '2026-11-11 18:00'],
    ['on a Saturday', '2026-11-14 10:00', '2026-11-17 18:00'],
    ['on a Saturday that is worked', '2026-10-10 10:00', '2026-10-12 18:00'],
    ['on the day before a long holiday', '2026-09-30 10:00', '2026-10-08 18:00'],
  ])('peers 13: one working day %s', (_case, from, due) => {
    const { dueAt } = planTime(calendar, shanghai(from), timing({ due: wd(1) }));
    expect(dueAt).toEqual(shanghai(due));
  });

  it('leaves out reminders that would lie in the past, and nothing that comes after', () => {
    const { acts, atRiskAt } = planTime(calendar, shanghai('2026-11-09 10:00'), timing({ due: wd(1) }));
    expect(acts.map(({ kind }) => kind)).toEqual([
      'REMIND',
      'AT_RISK',
      'DUE',
      'REMIND_AFTER',
      'REMIND_AFTER',
      'OVERDUE',
    ]);
    expect(atRiskAt).toEqual(shanghai('2026-11-09 18:00'));
  });

  it('guesses nothing beyond the known years, and plans what follows as far as they go', () => {
    expect(planTime(calendar, shanghai('2026-12-30 10:00'), timing())).toMatchObject({
      dueAt: null,
      flag: 'BEYOND_CALENDAR',
      acts: [],
    });
    const last = planTime(calendar, shanghai('2026-12-30 10:00'), timing({ due: wd(1) }));
    expect(last.acts.map(({ kind }) => kind)).toContain('DUE');
    expect(last.acts.map(({ kind }) => kind)).not.toContain('OVERDUE');
  });

  it('has nothing for a stage without a deadline', () => {
    expect(planTime(calendar, shanghai('2026-11-09 10:00'), timing({ due: undefined }))).toEqual({
      clock: null,
      dueAt: null,
      startBy: null,
      atRiskAt: null,
      flag: null,
      acts: [],
    });
  });

  it('is at risk from an instant that was passed only if it was told then, or is about to be', () => {
    const from = shanghai('2026-11-09 10:00');
    const rules = timing({ remindBefore: [], atRiskBefore: wd(1) });
    const { clock, atRiskAt } = planTime(calendar, from, rules);
    if (clock === null || atRiskAt === null) throw new Error('It has a deadline');
    const soFar = (done: string[], pending: string[]) => ({
      done: new Set(done),
      pending: new Map(pending.map((act) => [act, atRiskAt] as const)),
    });
    const name = 'AT_RISK:1:WORKING_DAY';
    expect(timetable(calendar, atRiskAt, clock, rules).atRiskAt).toBeNull();
    expect(timetable(calendar, new Date(atRiskAt.getTime() - 1), clock, rules).atRiskAt).toEqual(atRiskAt);
    expect(timetable(calendar, atRiskAt, clock, rules, soFar([name], [])).atRiskAt).toEqual(atRiskAt);
    expect(timetable(calendar, atRiskAt, clock, rules, soFar([], [name])).atRiskAt).toEqual(atRiskAt);
    expect(planTime(calendar, from, timing({ atRiskBefore: undefined })).atRiskAt).toBeNull();
  });

  it('does what follows a deadline even where its instant is past', () => {
    const { clock } = planTime(calendar, shanghai('2026-11-02 10:00'), timing());
    if (clock === null) throw new Error('It has a deadline');
    const { acts } = timetable(calendar, shanghai('2026-12-20 10:00'), clock, timing());
    expect(acts.map(({ kind }) => kind)).toContain('DUE');
    expect(acts.map(({ kind }) => kind)).not.toContain('REMIND');
    expect(acts.map(({ kind }) => kind)).not.toContain('AT_RISK');
  });

  it('does nothing twice, loses nothing that was pending, and is the same when planned again', () => {
    const name = fc.subarray(['REMIND:2:WORKING_DAY', 'REMIND:1:WORKING_DAY', 'AT_RISK:1:WORKING_DAY', 'DUE']);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 14 * 24 * 60 }), name, (minutes, done) => {
        const from = shanghai('2026-11-02 09:00');
        const now = new Date(from.getTime() + minutes * 60_000);
        const whole = planTime(calendar, from, timing());
        if (whole.clock === null) throw new Error('It has a deadline');
        const pending = new Map(
          whole.acts.map((act) => [nameOfAct(act), act.at] as const).filter(([act]) => !done.includes(act)),
        );
        const again = timetable(calendar, now, whole.clock, timing(), { done: new Set(done), pending });
        expect(again.acts.map(nameOfAct).sort()).toEqual([...pending.keys()].sort());
        expect(again.dueAt).toEqual(whole.dueAt);
        expect(timetable(calendar, now, whole.clock, timing(), { done: new Set(done), pending })).toEqual(again);
      }),
    );
  });
});
