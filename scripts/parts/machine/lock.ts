import fs from 'node:fs';
import path from 'node:path';
import { processIdentity } from './processes.ts';
import { readLivingProcess, removeRunFile, type RunRecord } from './run-file.ts';
import { StartError } from './start-error.ts';
import { waitUntil } from './wait.ts';

/**
 * Takes the file for this process. Answers the living process that holds it, or undefined when it is now ours; a holder
 * that was killed loses it. `settings` are for those who ask what the holder runs with.
 */
export function takeLock(file: string, settings: RunRecord['settings'] = {}): RunRecord | undefined {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const record: RunRecord = { pid: process.pid, identity: processIdentity(process.pid) ?? '', settings };
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, JSON.stringify(record));
  try {
    return linkLock(draft, file);
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

/** Runs `use` while no other process does so under the same file. */
export async function withLock<T>(file: string, use: () => Promise<T>): Promise<T> {
  if (!(await waitUntil(() => takeLock(file) === undefined, { timeout: 1_200_000, every: 200 }))) {
    throw new StartError(`${file} is held by another process.`);
  }
  try {
    return await use();
  } finally {
    removeRunFile(file);
  }
}

/** A hard link appears whole or not at all, so nobody reads a half-written lock. */
function linkLock(draft: string, file: string): RunRecord | undefined {
  for (;;) {
    try {
      fs.linkSync(draft, file);
      return undefined;
    } catch {
      const holder = readLivingProcess(file);
      if (holder) return holder;
      removeRunFile(file);
    }
  }
}
