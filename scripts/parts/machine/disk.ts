import fs from 'node:fs';
import path from 'node:path';
import { StartError } from './start-error.ts';

const bytesPerMebibyte = 1024 * 1024;

/** Throws when the disk that holds (or will hold) the directory has less than so many MiB free. */
export function assertDiskSpace(directory: string, mebibytes: number, what: string): void {
  const { bavail, bsize } = fs.statfsSync(nearestExisting(directory));
  const free = Math.floor((bavail * bsize) / bytesPerMebibyte);
  if (free >= mebibytes) return;
  throw new StartError(`The disk of ${directory} is full: ${what} needs ${mebibytes} MiB, ${free} MiB are free.`);
}

/** True when a program's output says that it ran out of disk. */
export function saysDiskFull(output: string): boolean {
  return /ENOSPC|No space left on device/i.test(output);
}

function nearestExisting(directory: string): string {
  return fs.existsSync(directory) ? directory : nearestExisting(path.dirname(directory));
}
