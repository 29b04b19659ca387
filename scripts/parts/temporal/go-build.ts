import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { assertDiskSpace, saysDiskFull } from '../machine/disk.ts';
import type { Report } from '../machine/running-part.ts';
import { StartError } from '../machine/start-error.ts';

export interface GoBuild {
  go: string;
  version: string;
  report: Report;
}

/** The `go` command on that search path. */
export function findGo(searchPath: string | undefined): string | undefined {
  const name = process.platform === 'win32' ? 'go.exe' : 'go';
  const candidates = (searchPath ?? '').split(path.delimiter).filter(Boolean);
  return candidates.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file));
}

/** Builds the server and its schema tool from the published module; about 8 minutes on 2 cores the first time. */
export async function buildWithGo(directory: string, build: GoBuild): Promise<void> {
  assertDiskSpace(directory, 4096, 'building the Temporal server');
  build.report(
    'building the Temporal server from its Go module; this happens once and takes about 8 minutes on 2 cores',
  );
  const started = Date.now();
  const progress = setInterval(() => {
    build.report(`building the Temporal server: ${elapsed(Date.now() - started)}`);
  }, 15_000);
  try {
    await goInstall(directory, build);
  } finally {
    clearInterval(progress);
  }
  const suffix = process.platform === 'win32' ? '.exe' : '';
  fs.renameSync(path.join(directory, `server${suffix}`), path.join(directory, 'temporal-server'));
  fs.renameSync(path.join(directory, `sql${suffix}`), path.join(directory, 'temporal-sql-tool'));
}

async function goInstall(directory: string, { go, version }: GoBuild): Promise<void> {
  const packages = ['cmd/server', 'cmd/tools/sql'].map((name) => `go.temporal.io/server/${name}@v${version}`);
  const child = spawn(go, ['install', '-tags', 'disable_grpc_modules', ...packages], {
    env: { ...process.env, CGO_ENABLED: '0', GOBIN: directory },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const endChild = (): boolean => child.kill();
  process.once('exit', endChild);
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-20_000)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('close', resolve);
    child.once('error', reject);
  });
  process.off('exit', endChild);
  if (code === 0) return;
  if (saysDiskFull(output)) throw new StartError('The disk became full while the Temporal server was built.');
  throw new StartError(`Go could not build the Temporal server ${version}: ${output.trim().split('\n').at(-1) ?? ''}`);
}

function elapsed(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
