import { ByteReader } from './byte-reader.ts';

/** The tables of a TrueType font by their four-letter tag. */
export type FontTables = ReadonlyMap<string, Buffer>;

const TRUE_TYPE = 0x00010000;

export function readSfnt(file: Buffer): FontTables {
  const reader = new ByteReader(file);
  if (reader.uint32() !== TRUE_TYPE) throw new Error('The font file is not a TrueType font');
  const count = reader.uint16();
  reader.take(6);
  const tables = new Map<string, Buffer>();
  for (let index = 0; index < count; index++) {
    const tag = reader.take(4).toString('latin1');
    reader.uint32();
    const offset = reader.uint32();
    tables.set(tag, file.subarray(offset, offset + reader.uint32()));
  }
  return tables;
}

/** Writes the tables in the order of their tags, so equal tables give equal bytes. */
export function writeSfnt(tables: FontTables): Buffer {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const directory = Buffer.alloc(12 + 16 * sorted.length);
  directory.writeUInt32BE(TRUE_TYPE, 0);
  directory.writeUInt16BE(sorted.length, 4);
  const bodies: Buffer[] = [];
  let offset = directory.length;
  for (const [index, [tag, body]] of sorted.entries()) {
    const padded = padToWords(body);
    const entry = 12 + 16 * index;
    directory.write(tag, entry, 'latin1');
    directory.writeUInt32BE(checksum(padded), entry + 4);
    directory.writeUInt32BE(offset, entry + 8);
    directory.writeUInt32BE(body.length, entry + 12);
    bodies.push(padded);
    offset += padded.length;
  }
  return Buffer.concat([directory, ...bodies]);
}

/** A `name` table that gives the family and the PostScript name, which is the one a PDF shows. */
export function nameTable(family: string, style: string, postScriptName: string): Buffer {
  const names = new Map([
    [1, family],
    [2, style],
    [4, `${family} ${style}`],
    [6, postScriptName],
  ]);
  const header = Buffer.alloc(6 + 12 * names.size);
  header.writeUInt16BE(names.size, 2);
  header.writeUInt16BE(header.length, 4);
  const strings: Buffer[] = [];
  let offset = 0;
  for (const [index, [id, text]] of [...names].entries()) {
    const bytes = Buffer.from(text, 'utf16le').swap16();
    // Platform 3, encoding 1, language 0x409: Unicode names as Windows reads them.
    for (const [column, value] of [3, 1, 0x409, id, bytes.length, offset].entries()) {
      header.writeUInt16BE(value, 6 + 12 * index + 2 * column);
    }
    strings.push(bytes);
    offset += bytes.length;
  }
  return Buffer.concat([header, ...strings]);
}

/** The table of that tag, which the format demands. */
export function requireTable(tables: FontTables, tag: string): Buffer {
  const table = tables.get(tag);
  if (!table) throw new Error(`The font has no table ${tag}`);
  return table;
}

export function padToWords(bytes: Buffer): Buffer {
  const missing = -bytes.length & 3;
  return missing === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(missing)]);
}

function checksum(words: Buffer): number {
  let sum = 0;
  for (let offset = 0; offset < words.length; offset += 4) sum = (sum + words.readUInt32BE(offset)) >>> 0;
  return sum;
}
