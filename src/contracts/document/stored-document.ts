import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { keepContent } from '../../files/content.ts';
import type { FileStore } from '../../files/file-store.ts';
import type { Tx } from '../../persistence/tx.ts';

/** Makes a rendered document durable under its hash. */
export async function storeDocument(
  store: { readonly sql: Tx; readonly files: FileStore },
  { pdf, sha256 }: { pdf: Buffer; sha256: string },
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'qudao-'));
  try {
    const file = path.join(folder, 'document');
    await writeFile(file, pdf, { mode: 0o600 });
    await keepContent(store, { sha256, path: file });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** False when the bytes on the disk are gone or are no longer those that were hashed. */
export async function isUnchanged(files: FileStore, sha256: string): Promise<boolean> {
  if (!(await files.has(sha256))) return false;
  const hash = createHash('sha256');
  for await (const chunk of files.read(sha256)) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('A file is read as bytes');
    hash.update(chunk);
  }
  return hash.digest('hex') === sha256;
}
