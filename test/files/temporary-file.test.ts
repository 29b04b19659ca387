import { createHash } from 'node:crypto';
import { mkdtemp, mkdir, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openTemporary } from '../../src/files/temporary-file.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'qudao-temporary-'));
});
afterEach(async () => {
  await rm(dataDir, { recursive: true });
});

const left = () => readdir(path.join(dataDir, 'tmp'));

describe('openTemporary', () => {
  it('writes what comes, with its hash and size, and removes it', async () => {
    const temporary = await openTemporary(dataDir);
    const bytes = Buffer.from('营业执照'.repeat(10_000));
    const file = await temporary.write(Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]));
    expect(file).toMatchObject({ size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
    expect(await readFile(file.path)).toEqual(bytes);
    await temporary.remove();
    expect(await left()).toEqual([]);
  });

  it('removes a file whose content broke off, and one that never came', async () => {
    const temporary = await openTemporary(dataDir);
    const content = new PassThrough();
    content.write('half');
    const writing = temporary.write(content);
    content.destroy(new Error('gone'));
    await expect(writing).rejects.toThrow('gone');
    await temporary.remove();
    await (await openTemporary(dataDir)).remove();
    expect(await left()).toEqual([]);
  });

  it('sweeps what a killed process left behind more than a day ago', async () => {
    await mkdir(path.join(dataDir, 'tmp'));
    for (const [name, hours] of [
      ['old', 25],
      ['young', 23],
    ] as const) {
      const file = path.join(dataDir, 'tmp', name);
      await writeFile(file, 'x');
      const then = new Date(Date.now() - hours * 3_600_000);
      await utimes(file, then, then);
    }
    await (await openTemporary(dataDir)).remove();
    expect(await left()).toEqual(['young']);
  });
});
