import { addDuration, after, before } from './add-duration.ts';
import { deadlineOf, type Clock } from './clock.ts';
import type { CompiledCalendar } from './compile-calendar.ts';
import type { Duration } from './duration.ts';

/** What a stage's rule says of time. */
export interface Timing {
  readonly due?: Duration | undefined;
  readonly startBy?: Duration | undefined;
  readonly remindBefore: readonly Duration[];
  readonly atRiskBefore?: Duration | undefined;
  readonly remindAfter: readonly Duration[];
  /** How long after the due instant the system does what the rule wants done; undefined: then, or never. */
  readonly grace?: Duration | undefined;
  /** What the system does when the time is up: DUE says so and goes by the rule, EXPIRE ends the phase. */
  readonly whenDue: 'DUE' | 'EXPIRE';
}

/** REMIND and AT_RISK come before the due instant, REMIND_AFTER and OVERDUE after it. */
export const ACT_KINDS = ['REMIND', 'AT_RISK', 'DUE', 'EXPIRE', 'REMIND_AFTER', 'OVERDUE'] as const;
export type ActKind = (typeof ACT_KINDS)[number];

export interface PlannedAct {
  readonly kind: ActKind;
  readonly at: Date;
  /** How far from the due instant; null for that instant itself. With the kind it says which act of the task this is. */
  readonly offset: Duration | null;
}

export interface Timetable {
  readonly dueAt: Date | null;
  readonly atRiskAt: Date | null;
  readonly flag: 'BEYOND_CALENDAR' | null;
  readonly acts: readonly PlannedAct[];
}

export interface PlannedTime extends Timetable {
  /** What the deadline rests on; null for a stage without one. */
  readonly clock: Clock | null;
  readonly startBy: Date | null;
}

/** What has happened to a task's acts until now, each by its name. */
export interface ActsSoFar {
  readonly done: ReadonlySet<string>;
  /** With the instant each is planned for. */
  readonly pending: ReadonlyMap<string, Date>;
}

const NONE: ActsSoFar = { done: new Set(), pending: new Map() };

export function nameOfAct({ kind, offset }: Pick<PlannedAct, 'kind' | 'offset'>): string {
  return offset === null ? kind : `${kind}:${offset.n}:${offset.unit}`;
}

/** The instants of a task that begins now. */
export function planTime(calendar: CompiledCalendar, now: Date, timing: Timing): PlannedTime {
  if (timing.due === undefined)
    return { clock: null, startBy: null, dueAt: null, atRiskAt: null, flag: null, acts: [] };
  const clock = { from: now, length: timing.due };
  const start = timing.startBy === undefined ? undefined : addDuration(calendar, now, timing.startBy);
  return {
    clock,
    startBy: start?.kind === 'AT' ? start.at : null,
    ...timetable(calendar, now, clock, timing),
  };
}

/**
 * The instants that hang on a clock. A deadline past the calendar's known years is flagged and has none: it is not guessed. What was done is not
 * done again; what was pending stays, though its instant be past; a reminder that would lie in the past from the beginning is left out.
 */
export function timetable(
  calendar: CompiledCalendar,
  now: Date,
  clock: Clock,
  timing: Timing,
  { done, pending }: ActsSoFar = NONE,
): Timetable {
  const deadline = deadlineOf(calendar, clock);
  if (deadline.kind === 'BEYOND_CALENDAR') return { dueAt: null, atRiskAt: null, flag: 'BEYOND_CALENDAR', acts: [] };
  const all = actsAround(calendar, deadline.at, timing);
  const isMissed = (act: PlannedAct) => isAhead(act.kind) && act.at <= now && !pending.has(nameOfAct(act));
  const acts = all.filter((act) => !done.has(nameOfAct(act)) && !isMissed(act));
  const atRisk = all.find((act) => act.kind === 'AT_RISK' && (done.has(nameOfAct(act)) || !isMissed(act)));
  return { dueAt: deadline.at, atRiskAt: atRisk?.at ?? null, flag: null, acts };
}

function isAhead(kind: ActKind): boolean {
  return kind === 'REMIND' || kind === 'AT_RISK';
}

function actsAround(calendar: CompiledCalendar, dueAt: Date, timing: Timing): PlannedAct[] {
  const acts = new Map<string, PlannedAct>();
  const add = (kind: ActKind, offset: Duration | null, at: ReturnType<typeof before> | Date): void => {
    const act = { kind, offset, at: at instanceof Date ? at : at.kind === 'AT' ? at.at : undefined };
    if (act.at !== undefined) acts.set(nameOfAct(act), { kind, offset, at: act.at });
  };
  for (const offset of timing.remindBefore) add('REMIND', offset, before(calendar, dueAt, offset));
  if (timing.atRiskBefore !== undefined) {
    add('AT_RISK', timing.atRiskBefore, before(calendar, dueAt, timing.atRiskBefore));
  }
  add(timing.whenDue, null, dueAt);
  for (const offset of timing.remindAfter) add('REMIND_AFTER', offset, after(calendar, dueAt, offset));
  if (timing.grace !== undefined) add('OVERDUE', timing.grace, after(calendar, dueAt, timing.grace));
  return [...acts.values()];
}
