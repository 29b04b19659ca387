import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A file on its way in: on disk, hashed, not yet stored. */
export interface TemporaryFile {
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
}

/** One place below the data directory, so that a store on the same disk need not copy across devices. */
function temporaryDirectory(dataDir: string): string {
  return path.join(dataDir, 'tmp');
}

/** No upload takes a day. */
const ABANDONED_AFTER_MS = 24 * 3_600_000;

const swept = new Set<string>();

/** Once per process: what an earlier one that was killed has left behind goes. */
async function sweep(directory: string): Promise<void> {
  if (swept.has(directory)) return;
  swept.add(directory);
  for (const name of await readdir(directory)) {
    const file = path.join(directory, name);
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Infinity }));
    if (mtimeMs < Date.now() - ABANDONED_AFTER_MS) await unlink(file).catch(() => undefined);
  }
}

/** A temporary file that `remove` takes away whatever happened to it, also while it is still being written. */
export async function openTemporary(dataDir: string): Promise<{
  readonly write: (content: Readable) => Promise<TemporaryFile>;
  readonly remove: () => Promise<void>;
}> {
  const directory = temporaryDirectory(dataDir);
  await mkdir(directory, { recursive: true });
  await sweep(directory);
  const file = path.join(directory, randomUUID());
  let writing: Promise<TemporaryFile> | undefined;
  return {
    write: (content) => (writing = writeHashed(content, file)),
    async remove() {
      await writing?.catch(() => undefined);
      await unlink(file).catch(() => undefined);
    },
  };
}

/** The hash is computed while the bytes pass, so that what is stored is what was hashed. */
async function writeHashed(content: Readable, file: string): Promise<TemporaryFile> {
  const hash = createHash('sha256');
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  try {
    await pipeline(content, measure, out);
  } finally {
    // A stream destroyed while it opens its file makes the file after all; only then may it be removed.
    if (!out.closed) await once(out, 'close');
  }
  return { path: file, sha256: hash.digest('hex'), size };
}
