import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, stat, unlink } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Readable } from 'node:stream';

/** Content-addressed bytes: putting the same content twice keeps one copy (architecture §4, Files). */
export interface FileStore {
  /** Takes over a finished temporary file whose SHA-256 is already known. Durable when the promise resolves. */
  put(sha256: string, temporaryPath: string): Promise<void>;
  read(sha256: string): Readable;
  has(sha256: string): Promise<boolean>;
  /** Forgets the content, and what `tidy` takes away. What is not there is removed already. */
  remove(sha256: string): Promise<void>;
  /** Takes away copies of the content that were begun and never finished; nobody may be putting it meanwhile. */
  tidy(sha256: string): Promise<void>;
}

/** Files under `<root>/ab/cd/<sha256>`; written beside, synced and renamed, so a name never shows half a file. */
export function fileSystemStore(root: string): FileStore {
  const place = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('A file is named by its SHA-256');
    return path.join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  };
  const has = (sha256: string): Promise<boolean> =>
    stat(place(sha256)).then(
      () => true,
      () => false,
    );
  const tidy = async (sha256: string): Promise<void> => {
    const target = place(sha256);
    const folder = path.dirname(target);
    const names = await readdir(folder).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    for (const name of names) if (name.startsWith(`${sha256}.`)) await rm(path.join(folder, name), { force: true });
  };
  return {
    has,
    tidy,
    async remove(sha256) {
      await rm(place(sha256), { force: true });
      await tidy(sha256);
    },
    async put(sha256, temporaryPath) {
      if (await has(sha256)) return;
      const target = place(sha256);
      await mkdir(path.dirname(target), { recursive: true });
      const beside = `${target}.${randomUUID()}`;
      try {
        await copyFile(temporaryPath, beside);
        await sync(beside);
        await rename(beside, target);
        await sync(path.dirname(target));
      } finally {
        await unlink(beside).catch(() => undefined);
      }
    },
    read: (sha256) => createReadStream(place(sha256)),
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

async function sync(target: string): Promise<void> {
  const handle = await open(target, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
