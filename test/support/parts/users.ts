import fs from 'node:fs';
import path from 'node:path';
import { processIdentity } from '../../../scripts/parts/machine/processes.ts';
import { readLivingProcess, removeRunFile, writeRunFile } from '../../../scripts/parts/machine/run-file.ts';
import { testDirectory } from './test-directory.ts';

const usersDirectory = path.join(testDirectory, 'users');
const keepFile = path.join(testDirectory, 'keep');

/** Notes that this test run uses the parts, and whether they are to outlive it. */
export function joinUsers(): void {
  fs.mkdirSync(usersDirectory, { recursive: true });
  writeRunFile(ownFile(), { pid: process.pid, identity: processIdentity(process.pid) ?? '', settings: {} });
  const keep = process.env['KEEP_TEST_PARTS'];
  if (keep === '1') fs.writeFileSync(keepFile, '');
  if (keep === '0') fs.rmSync(keepFile, { force: true });
}

/** Takes this run's note back; true while another living run has one. */
export function leaveUsers(): boolean {
  removeRunFile(ownFile());
  return fs
    .readdirSync(usersDirectory)
    .some((name) => readLivingProcess(path.join(usersDirectory, name)) !== undefined);
}

/** True from a run with `KEEP_TEST_PARTS=1` until one with `KEEP_TEST_PARTS=0`. */
export function arePartsKept(): boolean {
  return fs.existsSync(keepFile);
}

function ownFile(): string {
  return path.join(usersDirectory, String(process.pid));
}
