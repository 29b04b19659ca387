import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import fontkit from '@pdf-lib/fontkit';
import { someBlockHolds } from './rare-han-blocks.ts';
import { buildRareHanFont } from './rare-han-font.ts';
import { nameTable, readSfnt, writeSfnt } from './sfnt.ts';

/**
 * The family names documents ask for. They belong to this product alone: a font of the machine that happens to carry a
 * well-known name can then never take the place of a shipped one, and the same document is the same file everywhere.
 */
export const FONT_FAMILIES = { text: 'Qudao Text', rareHan: 'Qudao Rare Han' } as const;

const { resolve } = createRequire(import.meta.url);
const weights = [
  { style: 'Regular', file: resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf') },
  { style: 'Bold', file: resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf') },
];

/** Noto Sans SC, regular and bold, under the product's family name. */
export function loadTextFonts(): Promise<Buffer[]> {
  return Promise.all(
    weights.map(async ({ style, file }) => {
      const tables = readSfnt(await readFile(file));
      return writeSfnt(new Map([...tables, ['name', nameTable(FONT_FAMILIES.text, style, `NotoSansSC-${style}`)]]));
    }),
  );
}

/** The 60,000 hanzi of Hanazono Mincho that the text font lacks, in one font. */
export function loadRareHanFont(): Promise<Buffer> {
  return buildRareHanFont(FONT_FAMILIES.rareHan, isRareHan);
}

/** A code point the text font holds in both weights. */
export function isInTextFont(codePoint: number): boolean {
  textCoverage ??= intersection(weights.map(({ file }) => fontkit.create(readFileSync(file)).characterSet));
  return textCoverage.has(codePoint);
}

/** A hanzi that only the second font holds: nearly all of the extensions B to F. */
export function isRareHan(codePoint: number): boolean {
  return !isInTextFont(codePoint) && HAN.test(String.fromCodePoint(codePoint)) && someBlockHolds(codePoint);
}

const HAN = /^\p{Script=Han}$/u;
let textCoverage: ReadonlySet<number> | undefined;

function intersection([first = [], ...others]: readonly (readonly number[])[]): ReadonlySet<number> {
  const rest = others.map((codes) => new Set(codes));
  return new Set(first.filter((code) => rest.every((codes) => codes.has(code))));
}
