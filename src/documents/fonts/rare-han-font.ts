import { setImmediate } from 'node:timers/promises';
import { blocksHolding, loadBlock, type LoadedBlock } from './rare-han-blocks.ts';
import { nameTable, requireTable, writeSfnt } from './sfnt.ts';

interface Glyph {
  codePoint: number;
  outline: Buffer;
  /** Advance width and left side bearing, as the `hmtx` table stores them. */
  metrics: Buffer;
}

/** Bytes of one advance width and side bearing in the `hmtx` table. */
const LONG_METRIC = 4;

/**
 * Builds one TrueType font out of the blocks of Hanazono Mincho, with the code points for which `wants` is true. The
 * name differs from the original's because that is reserved by its licence for the unmodified font. All of the font
 * takes about 1.5 s of computing, so other work is let in after each block.
 */
export async function buildRareHanFont(family: string, wants: (codePoint: number) => boolean): Promise<Buffer> {
  const glyphs: Glyph[] = [];
  let first: LoadedBlock | undefined;
  for (const file of blocksHolding(wants)) {
    const block = loadBlock(file);
    first ??= block;
    glyphs.push(...wantedGlyphs(block, wants));
    await setImmediate();
  }
  if (!first) throw new Error('No block of the font holds a wanted character');
  glyphs.sort((a, b) => a.codePoint - b.codePoint);
  const notdef = { codePoint: 0, outline: outlineOf(first, 0), metrics: metricsOf(first, 0) };
  return writeSfnt(new Map([...copiedTables(first, glyphs.length + 1), ...glyphTables(family, [notdef, ...glyphs])]));
}

function wantedGlyphs(block: LoadedBlock, wants: (codePoint: number) => boolean): Glyph[] {
  return [...block.glyphs]
    .filter(([codePoint]) => wants(codePoint))
    .map(([codePoint, id]) => ({ codePoint, outline: outlineOf(block, id), metrics: metricsOf(block, id) }));
}

function outlineOf(block: LoadedBlock, id: number): Buffer {
  const outline = block.outlines[id];
  if (!outline) throw new Error(`The font block has no glyph ${id}`);
  return outline;
}

/** Glyphs past the last long entry share its advance width and have a side bearing of their own. */
function metricsOf({ tables }: LoadedBlock, id: number): Buffer {
  const longCount = requireTable(tables, 'hhea').readUInt16BE(34);
  const hmtx = requireTable(tables, 'hmtx');
  if (id < longCount) return hmtx.subarray(LONG_METRIC * id, LONG_METRIC * (id + 1));
  const bearing = LONG_METRIC * longCount + 2 * (id - longCount);
  const lastWidth = LONG_METRIC * (longCount - 1);
  return Buffer.concat([hmtx.subarray(lastWidth, lastWidth + 2), hmtx.subarray(bearing, bearing + 2)]);
}

/** The tables that only differ from the block's own in the number of glyphs. */
function copiedTables({ tables }: LoadedBlock, glyphCount: number): Map<string, Buffer> {
  const copy = (tag: string) => Buffer.from(requireTable(tables, tag));
  const [head, hhea, maxp, os2] = [copy('head'), copy('hhea'), copy('maxp'), copy('OS/2')];
  const longOffsets = 1;
  head.writeInt16BE(longOffsets, 50);
  hhea.writeUInt16BE(glyphCount, 34);
  maxp.writeUInt16BE(glyphCount, 4);
  return new Map([
    ['head', head],
    ['hhea', hhea],
    ['maxp', maxp],
    ['OS/2', os2],
  ]);
}

function glyphTables(family: string, glyphs: readonly Glyph[]): Map<string, Buffer> {
  const loca = Buffer.alloc(4 * (glyphs.length + 1));
  let offset = 0;
  for (const [id, { outline }] of glyphs.entries()) {
    offset += outline.length;
    loca.writeUInt32BE(offset, 4 * (id + 1));
  }
  const post = Buffer.alloc(32);
  post.writeUInt32BE(0x00030000, 0);
  return new Map([
    ['cmap', cmapTable(glyphs.slice(1).map(({ codePoint }) => codePoint))],
    ['glyf', Buffer.concat(glyphs.map(({ outline }) => outline))],
    ['hmtx', Buffer.concat(glyphs.map(({ metrics }) => metrics))],
    ['loca', loca],
    ['name', nameTable(family, 'Regular', family.replaceAll(' ', ''))],
    ['post', post],
  ]);
}

/** A `cmap` of format 12, one group for each run of code points. The first code point has glyph 1. */
function cmapTable(codePoints: readonly number[]): Buffer {
  const groups: number[] = [];
  for (const [index, codePoint] of codePoints.entries()) {
    if (codePoints[index - 1] === codePoint - 1) groups[groups.length - 2] = codePoint;
    else groups.push(codePoint, codePoint, index + 1);
  }
  const table = Buffer.alloc(28 + 4 * groups.length);
  // One encoding record: platform 3, encoding 10 (all of Unicode), 12 bytes from here.
  for (const [column, value] of [0, 1, 3, 10, 0, 12, 12].entries()) table.writeUInt16BE(value, 2 * column);
  table.writeUInt32BE(16 + 4 * groups.length, 16);
  table.writeUInt32BE(groups.length / 3, 24);
  for (const [index, value] of groups.entries()) table.writeUInt32BE(value, 28 + 4 * index);
  return table;
}
