import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { saysDiskFull } from '../parts/machine/disk.ts';
import { messageOf, StartError } from '../parts/machine/start-error.ts';

/** Fills the database with demonstration data; the script adds only what is missing. */
export async function seed(script: string, env: Readonly<Record<string, string>>, logFile: string): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, ['--enable-source-maps', script], { env: { ...process.env, ...env } });
  } catch (error) {
    const text = messageOf(error);
    fs.mkdirSync(path.dirname(logFile), { recursive: true });
    fs.writeFileSync(logFile, text);
    if (saysDiskFull(text)) throw new StartError('The disk is full: the demonstration data could not be written.');
    const reason = text.split('\n').find((line) => /Error/.test(line)) ?? 'it ended with an error';
    throw new StartError(`The demonstration data could not be written: ${reason.trim()} (more in ${logFile}).`);
  }
}
