import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import fontkit from '@pdf-lib/fontkit';
import { writeSfnt } from './sfnt.ts';
import { unwrapWoff2, type UnwrappedFont } from './woff2.ts';

/** One of the files the font is split into, and the code points its style sheet promises for it. */
interface Block {
  file: string;
  codePoints: readonly number[];
}

/** A block in memory: the font and the glyph number of each of its code points. */
export interface LoadedBlock extends UnwrappedFont {
  glyphs: ReadonlyMap<number, number>;
}

/** What a reader needs to map code points to glyphs; the outlines are read separately. */
const READ_TABLES = new Set(['cmap', 'head', 'hhea', 'hmtx', 'maxp', 'name', 'OS/2', 'post']);
const FACE = /url\((?<file>[\w.-]+\.woff2)\)[^}]*?unicode-range:(?<ranges>[^;}]+)/gu;
const styleSheet = createRequire(import.meta.url).resolve('hanamin/HanaMin.css');
const blocks: readonly Block[] = [...readFileSync(styleSheet, 'utf8').matchAll(FACE)].map(({ groups }) => ({
  file: path.join(path.dirname(styleSheet), groups?.['file'] ?? ''),
  codePoints: (groups?.['ranges'] ?? '').split(',').flatMap(parseRange),
}));
const coverage: ReadonlySet<number> = new Set(blocks.flatMap(({ codePoints }) => codePoints));

/** The blocks that hold code points for which `wants` is true, in the order of the style sheet. */
export function blocksHolding(wants: (codePoint: number) => boolean): readonly Block[] {
  return blocks.filter(({ codePoints }) => codePoints.some(wants));
}

/** True when some block holds the code point. */
export function someBlockHolds(codePoint: number): boolean {
  return coverage.has(codePoint);
}

export function loadBlock({ file }: Block): LoadedBlock {
  const font = unwrapWoff2(readFileSync(file));
  const read = [...font.tables].filter(([tag]) => READ_TABLES.has(tag));
  // The reader gives no glyph numbers without a table of outlines, and never looks into it.
  const reader = fontkit.create(writeSfnt(new Map([...read, ['glyf', Buffer.alloc(0)]])));
  const glyphs = new Map(reader.characterSet.map((code) => [code, reader.glyphForCodePoint(code).id]));
  return { ...font, glyphs };
}

function parseRange(text: string): number[] {
  const [first, last = first] = text
    .trim()
    .replace('U+', '')
    .split('-')
    .map((digits) => Number.parseInt(digits, 16));
  if (first === undefined || last === undefined) throw new Error('The style sheet of the font has an empty range');
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
