export const PRIORITIES = ['M', 'S', 'C'] as const;
export type Priority = (typeof PRIORITIES)[number];

export interface Requirement {
  id: string;
  area: string;
  priority: Priority;
  text: string;
}

export interface Catalogue {
  requirements: readonly Requirement[];
  /** One sentence per malformed or repeated row, naming its line. */
  problems: readonly string[];
}

const ID = /^([A-Z]{3,5})-\d{2}$/;

/**
 * Reads docs/requirements.md: a heading `## <area>` opens an area, and every body row of a table below it is a requirement
 * `| ID | Priority | English | Chinese | Source |`. Rows above the first area are an overview and are skipped.
 */
export function parseCatalogue(markdown: string): Catalogue {
  const requirements: Requirement[] = [];
  const problems: string[] = [];
  const lineOf = new Map<string, number>();
  let area: string | undefined;

  for (const [index, line] of markdown.split('\n').entries()) {
    const heading = /^## +(\S+)/.exec(line);
    if (heading) area = heading[1];
    if (area === undefined || !isBodyRow(line)) continue;

    const row = readRow(line, area);
    if (typeof row === 'string') {
      problems.push(`line ${index + 1}: ${row}`);
      continue;
    }
    const earlier = lineOf.get(row.id);
    if (earlier === undefined) {
      lineOf.set(row.id, index + 1);
      requirements.push(row);
    } else {
      problems.push(`line ${index + 1}: ${row.id} is already defined in line ${earlier}`);
    }
  }
  return { requirements, problems };
}

function isBodyRow(line: string): boolean {
  return line.startsWith('|') && !/^\|[\s:|-]+$/.test(line) && cellsOf(line)[0] !== 'ID';
}

/** The requirement of one table row, or a sentence saying what is wrong with it. */
function readRow(line: string, area: string): Requirement | string {
  const cells = cellsOf(line);
  const [id = '', priority, text, chinese, source] = cells;
  const prefix = ID.exec(id)?.[1];
  if (prefix === undefined) return `"${id}" is not a requirement ID`;
  if (prefix !== area) return `${id} stands under the area ${area}`;
  if (!isPriority(priority)) return `${id} has the priority "${priority ?? ''}" instead of M, S or C`;
  if (cells.length !== 5 || !text || !chinese || !source) return `${id} does not fill five cells`;
  return { id, area, priority, text };
}

function cellsOf(line: string): string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
}

function isPriority(value: string | undefined): value is Priority {
  return PRIORITIES.some((priority) => priority === value);
}
