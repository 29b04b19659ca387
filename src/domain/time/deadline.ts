import type { CompiledCalendar } from './compile-calendar.ts';

/** An instant, or the statement that the calendar ends before it could be known. It is then flagged, never guessed. */
export type Deadline =
  { readonly kind: 'AT'; readonly at: Date } | { readonly kind: 'BEYOND_CALENDAR'; readonly knownUntil: string };

/** Throws RangeError when the instant is none, which an invalid `Date` anywhere in a computation leads to. */
export function deadlineAt(milliseconds: number): Deadline {
  const at = new Date(milliseconds);
  if (Number.isNaN(at.getTime())) throw new RangeError('Not an instant');
  return { kind: 'AT', at };
}

export function beyondCalendar({ knownUntil }: CompiledCalendar): Deadline {
  return { kind: 'BEYOND_CALENDAR', knownUntil };
}
