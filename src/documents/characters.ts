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
  // Finding the borders of characters takes the square of the length, so only lines that need it go through it.
  for (const line of text.split(/[\r\n]+/u).filter((part) => !isPrintable(part))) {
    for (const { segment } of graphemes.segment(line)) if (!isPrintable(segment)) missing.add(segment);
  }
  return [...missing];
}

/** True when the text holds a hanzi that only the font of rare hanzi has. */
export function hasRareHan(text: string): boolean {
  return Array.from(text).some((character) => isRareHan(codePointOf(character)));
}

function isPrintable(text: string): boolean {
  return Array.from(text).every((character) => canPrint(character));
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
