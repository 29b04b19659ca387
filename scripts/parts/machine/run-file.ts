import fs from 'node:fs';
import { z } from 'zod';
import { isAlive } from './processes.ts';

const runRecord = z.object({
  pid: z.number().int().positive(),
  identity: z.string(),
  /** What the process was started with; another value means that it has to be started anew. */
  settings: z.record(z.string(), z.string()),
});

/** Which process is this part of this data directory; survives the process that wrote it. */
export type RunRecord = z.infer<typeof runRecord>;

/** Notes a running process, so that a later start can find it after everything above it was killed. */
export function writeRunFile(file: string, record: RunRecord): void {
  fs.writeFileSync(`${file}.new`, JSON.stringify(record));
  fs.renameSync(`${file}.new`, file);
}

/** The noted process while that very process still lives, not another one with its number. */
export function readLivingProcess(file: string): RunRecord | undefined {
  if (!fs.existsSync(file)) return undefined;
  const parsed = runRecord.safeParse(parseJson(fs.readFileSync(file, 'utf8')));
  return parsed.success && isAlive(parsed.data.pid, parsed.data.identity) ? parsed.data : undefined;
}

export function removeRunFile(file: string): void {
  fs.rmSync(file, { force: true });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
