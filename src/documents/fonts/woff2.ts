import { brotliDecompressSync } from 'node:zlib';
import { ByteReader } from './byte-reader.ts';
import { readOutline, type OutlineStreams } from './glyph-outline.ts';
import type { FontTables } from './sfnt.ts';

/** A TrueType font out of a WOFF2 file: its plain tables, and each glyph's outline by glyph number. */
export interface UnwrappedFont {
  tables: FontTables;
  outlines: readonly Buffer[];
}

/** Tags by their number in a WOFF2 table directory, as far as they are read here. */
const KNOWN_TAGS = ['cmap', 'head', 'hhea', 'hmtx', 'maxp', 'name', 'OS/2', 'post', 'cvt ', 'fpgm', 'glyf', 'loca'];

const OWN_TAG = 63;

/** Reads a WOFF2 file whose outlines are in the transformed form, as every current compressor writes them. */
export function unwrapWoff2(file: Buffer): UnwrappedFont {
  if (file.toString('latin1', 0, 4) !== 'wOF2') throw new Error('The font file is not a WOFF2 font');
  const tableCount = file.readUInt16BE(12);
  const compressedLength = file.readUInt32BE(20);
  const directory = new ByteReader(file, 48);
  const entries = Array.from({ length: tableCount }, () => readEntry(directory));
  const data = new ByteReader(brotliDecompressSync(directory.take(compressedLength)));
  const tables = new Map(entries.map(({ tag, length }) => [tag, data.take(length)]));
  const outlines = tables.get('glyf');
  if (!outlines) throw new Error('The WOFF2 font has no outlines');
  return { tables, outlines: readOutlines(outlines) };
}

function readEntry(directory: ByteReader): { tag: string; length: number } {
  const flags = directory.uint8();
  const number = flags & 0x3f;
  const tag = number === OWN_TAG ? directory.take(4).toString('latin1') : (KNOWN_TAGS[number] ?? `#${number}`);
  const originalLength = directory.base128();
  // Version 0 means "transformed" for outlines and "as is" for everything else.
  const isOutline = tag === 'glyf' || tag === 'loca';
  if (flags >> 6 !== 0) throw new Error(`Unsupported form of table ${tag} in a WOFF2 font`);
  return { tag, length: isOutline ? directory.base128() : originalLength };
}

function readOutlines(table: Buffer): Buffer[] {
  const header = new ByteReader(table);
  header.uint32();
  const glyphCount = header.uint16();
  header.uint16();
  const lengths = Array.from({ length: 7 }, () => header.uint32());
  const [contours, pointCounts, flags, coordinates, , bounds, instructions] = lengths.map((length) =>
    header.take(length),
  );
  if (!contours || !pointCounts || !flags || !coordinates || !bounds || !instructions) {
    throw new Error('The outlines of a WOFF2 font end early');
  }
  const bitmapLength = 4 * ((glyphCount + 31) >> 5);
  const streams: OutlineStreams = {
    contours: new ByteReader(contours),
    pointCounts: new ByteReader(pointCounts),
    flags: new ByteReader(flags),
    coordinates: new ByteReader(coordinates),
    bounds: new ByteReader(bounds, bitmapLength),
    instructions: new ByteReader(instructions),
  };
  const hasBounds = (glyph: number) => (bounds.readUInt8(glyph >> 3) & (0x80 >> (glyph & 7))) !== 0;
  return Array.from({ length: glyphCount }, (_, glyph) => readOutline(streams, hasBounds(glyph)));
}
