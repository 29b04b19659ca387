import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { unreadable } from './table.ts';

const inflate = promisify(inflateRaw);

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const LONGEST_COMMENT = 65_535;
const MOST_ENTRIES = 2_000;
/** 50,000 full rows are about 60 MB of XML. */
const MOST_BYTES = 200 * 1024 * 1024;

interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packed: Buffer;
}

/**
 * Unpacks every entry of a ZIP and forgets it again, so that a small file that swells to gigabytes is refused before the spreadsheet
 * reader, which has no bound, takes it into memory. Sizes written in the file are not believed. Gives the names of the entries.
 * @throws Refusal IMPORT_INVALID
 */
export async function assertModestZip(zip: Buffer): Promise<string[]> {
  const names: string[] = [];
  let left = MOST_BYTES;
  for (const { name, method, packed } of entriesOf(zip)) {
    names.push(name);
    left -= method === 0 ? packed.length : await inflatedSize(packed, left);
    if (left < 0) throw unreadable('TOO_LARGE_INSIDE');
  }
  return names;
}

async function inflatedSize(packed: Buffer, most: number): Promise<number> {
  try {
    return (await inflate(packed, { maxOutputLength: most + 1 })).length;
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    throw unreadable(code === 'ERR_BUFFER_TOO_LARGE' ? 'TOO_LARGE_INSIDE' : 'NOT_A_TABLE');
  }
}

function entriesOf(zip: Buffer): ZipEntry[] {
  try {
    return readDirectory(zip);
  } catch {
    // Offsets that point outside the file, and everything else that makes it no ZIP.
    throw unreadable('NOT_A_TABLE');
  }
}

function readDirectory(zip: Buffer): ZipEntry[] {
  const end = findEnd(zip);
  const count = zip.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES) throw new RangeError('Too many entries');
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (zip.readUInt32LE(at) !== ENTRY_SIGNATURE) throw new RangeError('No entry');
    const nameLength = zip.readUInt16LE(at + 28);
    entries.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      method: zip.readUInt16LE(at + 10),
      packed: contentOf(zip, zip.readUInt32LE(at + 42), zip.readUInt32LE(at + 20)),
    });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

function findEnd(zip: Buffer): number {
  for (let at = zip.length - 22; at >= Math.max(0, zip.length - 22 - LONGEST_COMMENT); at -= 1) {
    if (zip.readUInt32LE(at) === END_SIGNATURE) return at;
  }
  throw new RangeError('No end of the central directory');
}

function contentOf(zip: Buffer, at: number, length: number): Buffer {
  if (zip.readUInt32LE(at) !== LOCAL_SIGNATURE) throw new RangeError('No local header');
  const start = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28);
  if (start + length > zip.length) throw new RangeError('Content outside the file');
  return zip.subarray(start, start + length);
}
