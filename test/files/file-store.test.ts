import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fileSystemStore } from '../../src/files/file-store.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'qudao-store-'));
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

async function given(text: string): Promise<{ sha256: string; source: string }> {
  const source = path.join(root, 'incoming');
  await writeFile(source, text);
  return { sha256: createHash('sha256').update(text).digest('hex'), source };
}

describe('fileSystemStore', () => {
  it('gives back what was put, under its hash, and leaves the temporary file to its owner', async () => {
    const store = fileSystemStore(path.join(root, 'files'));
    const { sha256, source } = await given('证照');
    expect(await store.has(sha256)).toBe(false);
    await store.put(sha256, source);
    expect(await store.has(sha256)).toBe(true);
    expect((await buffer(store.read(sha256))).toString()).toBe('证照');
    expect(await readdir(root)).toContain('incoming');
  });

  it('keeps one copy of what twenty put at the same time', async () => {
    const store = fileSystemStore(path.join(root, 'files'));
    const { sha256, source } = await given('同一份');
    await Promise.all(Array.from({ length: 20 }, () => store.put(sha256, source)));
    const folder = path.join(root, 'files', sha256.slice(0, 2), sha256.slice(2, 4));
    expect(await readdir(folder)).toEqual([sha256]);
    expect((await buffer(store.read(sha256))).toString()).toBe('同一份');
  });

  it('leaves nothing behind when there is nothing to put', async () => {
    const store = fileSystemStore(path.join(root, 'files'));
    const { sha256 } = await given('x');
    await expect(store.put(sha256, path.join(root, 'missing'))).rejects.toThrow('ENOENT');
    expect(await store.has(sha256)).toBe(false);
    const folder = path.join(root, 'files', sha256.slice(0, 2), sha256.slice(2, 4));
    expect(await readdir(folder)).toEqual([]);
  });

  it.each(['', '../../etc/passwd', 'A'.repeat(64), 'a'.repeat(63), `${'a'.repeat(63)}/`])(
    'takes %j for no name of a file',
    async (name) => {
      const store = fileSystemStore(root);
      expect(() => store.read(name)).toThrow('SHA-256');
      await expect(store.put(name, 'x')).rejects.toThrow('SHA-256');
    },
  );
});
