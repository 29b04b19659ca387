import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findFreePorts } from '../../scripts/parts/machine/ports.ts';

/** A new empty folder that the database's user may enter too. */
export function makeScratchDirectory(): string {
  const directory = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'qudao-test-')));
  fs.chmodSync(directory, 0o755);
  return directory;
}

export function removeScratchDirectory(directory: string): void {
  fs.rmSync(directory, { recursive: true, force: true });
}

/** The first of that many free ports; each test process looks in a range of its own, so that two never choose the same. */
export async function findScratchPorts(count: number): Promise<number> {
  return findFreePorts(20_000 + (process.pid % 500) * 20, count);
}
