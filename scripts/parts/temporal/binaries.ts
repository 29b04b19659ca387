import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Report } from '../machine/running-part.ts';
import { messageOf, StartError } from '../machine/start-error.ts';
import { buildWithGo, findGo } from './go-build.ts';
import { downloadRelease, ReleaseUnreachable } from './release.ts';

export const temporalVersion = '1.32.0';

export interface TemporalBinaries {
  server: string;
  sqlTool: string;
}

export interface BinarySources {
  cacheDirectory: string;
  /** Where `temporal_<version>_<os>_<arch>.tar.gz` and `checksums.txt` are. */
  releaseUrl: string;
  /** Search path for Go; the environment's by default. */
  path: string | undefined;
  report: Report;
}

export const defaultSources: Omit<BinarySources, 'report'> = {
  cacheDirectory: path.join(os.homedir(), '.cache/qudao'),
  releaseUrl: `https://github.com/temporalio/temporal/releases/download/v${temporalVersion}`,
  path: process.env['PATH'],
};

/**
 * The Temporal server and its schema tool: from the cache, else from the official release (checked against its check
 * sums), else built from the published Go module. Throws a `StartError` that names these ways when none works.
 */
export async function findTemporalBinaries(sources: BinarySources): Promise<TemporalBinaries> {
  const binaries = {
    server: path.join(sources.cacheDirectory, `temporal-server-${temporalVersion}`),
    sqlTool: path.join(sources.cacheDirectory, `temporal-sql-tool-${temporalVersion}`),
  };
  if (fs.existsSync(binaries.server) && fs.existsSync(binaries.sqlTool)) return binaries;
  fs.mkdirSync(sources.cacheDirectory, { recursive: true });
  const draft = fs.mkdtempSync(path.join(sources.cacheDirectory, 'new-'));
  try {
    await fetchInto(draft, sources);
    fs.renameSync(path.join(draft, 'temporal-sql-tool'), binaries.sqlTool);
    fs.renameSync(path.join(draft, 'temporal-server'), binaries.server);
    return binaries;
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
}

async function fetchInto(draft: string, sources: BinarySources): Promise<void> {
  try {
    await downloadRelease(draft, { version: temporalVersion, url: sources.releaseUrl, report: sources.report });
  } catch (error) {
    if (!(error instanceof ReleaseUnreachable)) throw error;
    const go = findGo(sources.path);
    if (go === undefined) throw nothingWorks(sources, error);
    await buildWithGo(draft, { go, version: temporalVersion, report: sources.report });
  }
}

function nothingWorks(sources: BinarySources, reason: unknown): StartError {
  return new StartError(
    `The Temporal server ${temporalVersion} is missing: set TEMPORAL_ADDRESS to one of your own, or give access to ${sources.releaseUrl} (${messageOf(reason)}), or install Go 1.26.8 or newer so that it can be built, or put temporal-server-${temporalVersion} and temporal-sql-tool-${temporalVersion} into ${sources.cacheDirectory}.`,
  );
}
