import { addDuration, before } from '../../domain/time/add-duration.ts';
import type { CompiledCalendar } from '../../domain/time/compile-calendar.ts';
import type { Duration } from '../../domain/time/duration.ts';

export interface Timing {
  readonly due?: Duration | undefined;
  readonly startBy?: Duration | undefined;
  readonly remindBefore: readonly Duration[];
  readonly atRiskBefore?: Duration | undefined;
  /** What the system does when the time is up: DUE escalates, EXPIRE ends the phase. */
  readonly whenDue: 'DUE' | 'EXPIRE';
}

export interface PlannedAct {
  readonly kind: 'REMIND' | 'AT_RISK' | 'DUE' | 'EXPIRE';
  readonly at: Date;
}

export interface PlannedTime {
  readonly dueAt: Date | null;
  readonly startBy: Date | null;
  readonly atRiskAt: Date | null;
  readonly flag: 'BEYOND_CALENDAR' | null;
  readonly acts: readonly PlannedAct[];
}

/** A deadline past the calendar's known years is flagged and has no instants: it is not guessed. */
export function planTime(calendar: CompiledCalendar, now: Date, timing: Timing): PlannedTime {
  if (timing.due === undefined) return { dueAt: null, startBy: null, atRiskAt: null, flag: null, acts: [] };
  const deadline = addDuration(calendar, now, timing.due);
  if (deadline.kind === 'BEYOND_CALENDAR') {
    return { dueAt: null, startBy: null, atRiskAt: null, flag: 'BEYOND_CALENDAR', acts: [] };
  }
  return { ...around(calendar, now, deadline.at, timing), flag: null };
}

/** Everything that hangs on a due instant; reminders that would lie in the past are left out. */
export function around(calendar: CompiledCalendar, now: Date, dueAt: Date, timing: Timing): Omit<PlannedTime, 'flag'> {
  const ahead = (duration: Duration): Date | undefined => {
    const at = before(calendar, dueAt, duration);
    return at.kind === 'AT' && at.at > now && at.at < dueAt ? at.at : undefined;
  };
  const acts: PlannedAct[] = [];
  for (const duration of timing.remindBefore) {
    const at = ahead(duration);
    if (at !== undefined) acts.push({ kind: 'REMIND', at });
  }
  const atRiskAt = timing.atRiskBefore === undefined ? undefined : ahead(timing.atRiskBefore);
  if (atRiskAt !== undefined) acts.push({ kind: 'AT_RISK', at: atRiskAt });
  acts.push({ kind: timing.whenDue, at: dueAt });
  const start = timing.startBy === undefined ? undefined : addDuration(calendar, now, timing.startBy);
  return { dueAt, startBy: start?.kind === 'AT' ? start.at : null, atRiskAt: atRiskAt ?? null, acts };
}
