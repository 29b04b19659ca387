import { execFile } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { assertDiskSpace } from '../machine/disk.ts';
import type { Report } from '../machine/running-part.ts';
import { codeOf, messageOf, StartError } from '../machine/start-error.ts';

export interface Release {
  version: string;
  /** Folder of the archives and `checksums.txt`. */
  url: string;
  report: Report;
}

/** The release cannot be had from here: another way may work. */
export class ReleaseUnreachable extends Error {
  override readonly name = 'ReleaseUnreachable';
}

/** Milliseconds: a closed network often drops packets instead of refusing, and the next way should not wait for that. */
const connectTimeout = 6_000;
const stallTimeout = 60_000;

/**
 * Puts `temporal-server` and `temporal-sql-tool` of the official archive into the directory. Throws `ReleaseUnreachable`
 * when there is no such release for this platform or no way to it, and a `StartError` when what came is not what was published.
 */
export async function downloadRelease(directory: string, release: Release): Promise<void> {
  const name = `temporal_${release.version}_${platformName()}_${process.arch === 'x64' ? 'amd64' : process.arch}.tar.gz`;
  const expected = checksumOf(name, await fetchChecksums(release));
  assertDiskSpace(directory, 500, 'the Temporal server');
  release.report(`downloading ${name}`);
  const archive = path.join(directory, name);
  const actual = await download(`${release.url}/${name}`, archive);
  if (actual !== expected) {
    throw new StartError(
      `The download of ${release.url}/${name} is broken: its SHA-256 is ${actual}, published is ${expected}; try again later.`,
    );
  }
  await unpack(archive, directory);
}

function platformName(): string {
  return process.platform === 'win32' ? 'windows' : process.platform;
}

async function fetchChecksums(release: Release): Promise<string> {
  try {
    const response = await fetch(`${release.url}/checksums.txt`, { signal: AbortSignal.timeout(connectTimeout) });
    if (response.ok) return await response.text();
    throw new Error(`answer ${response.status}`);
  } catch (error) {
    throw new ReleaseUnreachable(reasonOf(error));
  }
}

/** Lines of the file are `<sha256>  <name>`. */
function checksumOf(name: string, checksums: string): string {
  const line = checksums.split('\n').find((candidate) => candidate.trim().endsWith(` ${name}`));
  const [sum] = line?.trim().split(/\s+/) ?? [];
  if (sum === undefined) throw new ReleaseUnreachable(`there is no ${name}`);
  return sum.toLowerCase();
}

/** Saves the address's content and gives its SHA-256. */
async function download(url: string, file: string): Promise<string> {
  const hash = crypto.createHash('sha256');
  const stall = new AbortController();
  const timer = setTimeout(() => {
    stall.abort(new Error('no data came for a minute'));
  }, stallTimeout);
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      timer.refresh();
      hash.update(chunk);
      done(null, chunk);
    },
  });
  try {
    const response = await fetch(url, { signal: stall.signal });
    if (!response.ok || response.body === null) throw new Error(`answer ${response.status}`);
    await pipeline(Readable.fromWeb(response.body), measure, fs.createWriteStream(file));
    return hash.digest('hex');
  } catch (error) {
    if (codeOf(error) === 'ENOSPC')
      throw new StartError(`The disk of ${path.dirname(file)} became full during the download of ${url}.`);
    throw new ReleaseUnreachable(reasonOf(error));
  } finally {
    clearTimeout(timer);
  }
}

async function unpack(archive: string, directory: string): Promise<void> {
  try {
    await promisify(execFile)('tar', ['-xzf', archive, '-C', directory, 'temporal-server', 'temporal-sql-tool']);
  } catch (error) {
    throw new StartError(
      `The archive ${path.basename(archive)} could not be unpacked: ${messageOf(error).trim().split('\n').at(-1) ?? ''}`,
    );
  }
}

/** `fetch failed` says nothing; its cause does. */
function reasonOf(error: unknown): string {
  return error instanceof Error && error.cause instanceof Error ? messageOf(error.cause) : messageOf(error);
}
