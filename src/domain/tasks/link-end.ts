import { after, type PlainLength } from '../accounts/plain-length.ts';

/** Until when a link made now works: the task's deadline where that is still to come, and never longer than `longest`. */
export function linkEnd(now: Date, dueAt: Date | null, longest: PlainLength): Date {
  const latest = after(now, longest);
  return dueAt !== null && dueAt > now && dueAt < latest ? dueAt : latest;
}
