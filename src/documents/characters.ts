import { isInTextFont, isRareHan } from './fonts/shipped-fonts.ts';

/** Characters without a shape of their own: controls, direction marks, joiners. They could hide or reorder text. */
const INVISIBLE = /[\p{Cc}\p{Default_Ignorable_Code_Point}]/u;
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * The characters of the text that no shipped font can print, each once, in the order of the text; line breaks are
 * layout and not looked at. Characters are what a person takes for one: an emoji built of several code points is one.
 */
export function findMissingCharacters(text: string): string[] {
  const missing = new Set<string>();
  for (const { segment } of graphemes.segment(text.replaceAll(/[\r\n]/gu, ' '))) {
    if (![...segment].every(canPrint)) missing.add(segment);
  }
  return [...missing];
}

/** True when the text holds a hanzi that only the font of rare hanzi has. */
export function hasRareHan(text: string): boolean {
  return [...text].some((character) => isRareHan(codePointOf(character)));
}

function canPrint(character: string): boolean {
  if (INVISIBLE.test(character)) return false;
  const codePoint = codePointOf(character);
  return isInTextFont(codePoint) || isRareHan(codePoint);
}

function codePointOf(character: string): number {
  const codePoint = character.codePointAt(0);
  if (codePoint === undefined) throw new RangeError('An empty text has no code point');
  return codePoint;
}
