import { PRIORITIES, type Priority } from './catalogue.ts';
import type { AreaCoverage, Count, Coverage } from './coverage.ts';

const WIDTH = 120;

/** The report as lines of text; `verbose` adds every proving title with its file. */
export function formatReport(coverage: Coverage, { verbose }: { verbose: boolean }): string {
  const areas = coverage.areas.flatMap((area) => [
    formatCounts(area.area, area),
    ...(verbose ? formatProofs(area) : []),
    ...formatMissing(area),
  ]);
  return [...areas, formatCounts('all', coverage)].join('\n');
}

function formatCounts(name: string, { count, byPriority }: Pick<Coverage, 'count' | 'byPriority'>): string {
  const parts = PRIORITIES.map((priority) => formatPriority(priority, byPriority[priority]));
  return `${name.padEnd(6)} ${formatCount(count).padEnd(8)} ${parts.join('  ')}`.trimEnd();
}

function formatPriority(priority: Priority, count: Count): string {
  return `${priority} ${formatCount(count)}`.padEnd(9);
}

function formatCount({ proven, total }: Count): string {
  return `${proven}/${total}`;
}

function formatProofs({ requirements }: AreaCoverage): string[] {
  return requirements.flatMap(({ id, proofs }) =>
    proofs.map(({ file, line, title }) => `       ${id}  ${title}  (${file}:${line})`),
  );
}

function formatMissing({ requirements }: AreaCoverage): string[] {
  const missing = requirements.filter(({ proofs }) => proofs.length === 0).map(({ id }) => id);
  const lines: string[] = [];
  let current = '       missing:';
  for (const id of missing) {
    if (`${current} ${id}`.length > WIDTH) {
      lines.push(current);
      current = '               ';
    }
    current += ` ${id}`;
  }
  return missing.length > 0 ? [...lines, current] : [];
}
