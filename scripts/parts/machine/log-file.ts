import fs from 'node:fs';

/** Size of a log before a program starts, so that only its own lines are read afterwards. */
export function logSize(file: string): number {
  return fs.existsSync(file) ? fs.statSync(file).size : 0;
}

/** What was written to the log since it had that size. */
export function readLogFrom(file: string, offset: number): string {
  return fs.existsSync(file) ? fs.readFileSync(file).subarray(offset).toString('utf8') : '';
}

/** Moves a log that has grown past 20 MiB aside, over the one moved before it. */
export function rotateLog(file: string): void {
  if (logSize(file) > 20 * 1024 * 1024) fs.renameSync(file, `${file}.1`);
}
