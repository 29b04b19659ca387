import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { AnchorRow } from './anchor-hash.ts';

/** The copy outside the database: whoever owns the tables does not own this file, and it can be shipped elsewhere line by line. */
export function anchorLogPath(dataDir: string): string {
  return path.join(dataDir, 'audit-anchors.log');
}

/** `<day> <chains> <headsHash> <hash>` */
export function anchorLine({ day, chains, headsHash, hash }: AnchorRow): string {
  return `${day} ${chains} ${headsHash} ${hash}`;
}

/** The lines by their day; undefined when this machine has no such file. A line cut short by a crash counts as none. */
export async function readAnchorLog(file: string): Promise<Map<string, string> | undefined> {
  const text = await readIfThere(file);
  if (text === undefined) return undefined;
  const whole = text.split('\n').filter((line) => /^\d{4}-\d\d-\d\d \d+ [0-9a-f]{64} [0-9a-f]{64}$/.test(line));
  const lines = new Map<string, string>();
  // The first line of a day is the one that was written when the day ended.
  for (const line of whole) if (!lines.has(line.slice(0, 10))) lines.set(line.slice(0, 10), line);
  return lines;
}

/** Appends what the file lacks, and returns when it is on disk. */
export async function appendAnchorLines(file: string, anchors: readonly AnchorRow[]): Promise<void> {
  const known = await readAnchorLog(file);
  const missing = anchors.filter(({ day }) => known?.has(day) !== true);
  if (missing.length === 0) return;
  await mkdir(path.dirname(file), { recursive: true });
  const handle = await open(file, 'a', 0o600);
  try {
    // The line break in front ends a line that a crash has cut short.
    const broken = known !== undefined && !(await readFile(file, 'utf8')).endsWith('\n');
    await handle.appendFile(`${broken ? '\n' : ''}${missing.map((anchor) => `${anchorLine(anchor)}\n`).join('')}`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
