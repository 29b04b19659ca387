import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second. */
const TICKS_PER_SECOND = 100;

/** Seconds of processor time that a process and all below it have used; undefined where /proc is not. */
function processorSeconds(pid: number): number | undefined {
  try {
    let total = 0;
    for (const member of family(pid)) {
      const fields = readFileSync(`/proc/${member}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      // utime, stime, and those of children that ended and were waited for.
      total += [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index] ?? 0), 0);
    }
    return total / TICKS_PER_SECOND;
  } catch {
    return undefined;
  }
}

function family(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const parent = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1];
      parents.set(Number(name), Number(parent));
    } catch {
      // The process ended while the list was read.
    }
  }
  const found = [pid];
  for (const member of found) for (const [child, parent] of parents) if (parent === member) found.push(child);
  return found;
}

/** Milliseconds that each process has spent since, per decision. */
export function processorTime(pids: readonly number[], count: number): () => string {
  const before = pids.map(processorSeconds);
  return () =>
    pids
      .map((pid, part) => ((1000 * ((processorSeconds(pid) ?? 0) - (before[part] ?? 0))) / count).toFixed(1))
      .join(', ');
}
