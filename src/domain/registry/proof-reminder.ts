const DAY_MS = 86_400_000;

/**
 * Of the days ahead on which one is reminded of a proof's end, the one that today stands for: the nearest that has come. Undefined before the first
 * and once the proof has ended. Days are `YYYY-MM-DD`; on its last day a proof is valid.
 */
export function proofReminder(today: string, lastDay: string, daysBefore: readonly number[]): number | undefined {
  const left = (Date.parse(lastDay) - Date.parse(today)) / DAY_MS;
  if (left < 0) return undefined;
  const come = daysBefore.filter((days) => left <= days);
  return come.length === 0 ? undefined : Math.min(...come);
}
