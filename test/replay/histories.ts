import fs from 'node:fs';
import path from 'node:path';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { History } from '../support/line.ts';

export const HISTORIES = path.join(import.meta.dirname, 'histories');

/** Names of the committed histories, without their ending. */
export function recordedNames(folder = ''): string[] {
  return fs
    .readdirSync(path.join(HISTORIES, folder))
    .filter((file) => file.endsWith('.json'))
    .map((file) => path.join(folder, path.basename(file, '.json')))
    .sort();
}

/** Histories of runs that began before a `patched()` change, in a folder named after it: they go on by the old path. */
export function olderNames(): string[] {
  return fs
    .readdirSync(HISTORIES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => recordedNames(name));
}

export function readHistory(name: string): History {
  return historyFromJSON(JSON.parse(fs.readFileSync(path.join(HISTORIES, `${name}.json`), 'utf8')));
}

/** One event per line, without the names of the machines that took part. */
export function writeHistory(name: string, history: History): void {
  const { events } = JSON.parse(historyToJSON(history)) as { events: object[] };
  const lines = events.map((event) =>
    JSON.stringify(event, (key, value: unknown) => (key === 'identity' ? undefined : value)),
  );
  fs.writeFileSync(path.join(HISTORIES, `${name}.json`), `{"events":[\n${lines.join(',\n')}\n]}\n`);
}

/** The history's text with every payload's own bytes in the clear. */
export function inTheClear(history: History): string {
  const json = historyToJSON(history);
  return json.replaceAll(/"data":\s*"([^"]*)"/g, (_all, data: string) => Buffer.from(data, 'base64').toString('utf8'));
}
