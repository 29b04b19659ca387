import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findMissingCharacters, hasRareHan } from '../../src/documents/characters.ts';
import { renderParagraphs } from './contract-document.ts';
import { bodyTextOf } from './read-pdf.ts';

function between(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index));
}

describe('the characters a document can print', () => {
  it.each([
    ['the basic block', between(0x4e00, 0x9fef)],
    ['extension A', between(0x3400, 0x4db5)],
    ['extension B', between(0x20000, 0x2a6d6)],
    ['extension C', between(0x2a700, 0x2b734)],
    ['extension D', between(0x2b740, 0x2b81d)],
    ['extension E', between(0x2b820, 0x2cea1)],
    ['extension F', between(0x2ceb0, 0x2ebe0)],
  ])('hold all hanzi of %s', (_block, hanzi) => {
    expect(findMissingCharacters(hanzi.join(''))).toEqual([]);
  });

  it('come out of the document as they went in, one hanzi in seven of all blocks', async () => {
    const all = [
      ...between(0x3400, 0x4db5),
      ...between(0x4e00, 0x9fef),
      ...between(0x20000, 0x2a6d6),
      ...between(0x2a700, 0x2ebe0),
    ];
    const hanzi = all
      .filter((character, index) => index % 7 === 0 && findMissingCharacters(character).length === 0)
      .join('');
    const { pdf } = await renderParagraphs(hanzi);
    expect(bodyTextOf(pdf).includes(hanzi)).toBe(true);
  });

  it('include the signs of Chinese business texts', () => {
    expect(findMissingCharacters('（）《》、。；：“”‘’……——·￥¥％‰×÷±℃㎡①②Ⅲ№★■ＡＢ　é ü ñ Ω Ж\r\n下一行')).toEqual([]);
  });

  it('do not include emoji, other scripts and private characters', () => {
    expect(findMissingCharacters('好😀公司👨‍👩‍👧😀')).toEqual(['😀', '👨‍👩‍👧']);
    expect(findMissingCharacters('ئۇيغۇر')).not.toEqual([]);
    expect(findMissingCharacters('བོད')).not.toEqual([]);
    expect(findMissingCharacters('\u{e000}')).toEqual(['\u{e000}']);
    expect(findMissingCharacters('\u{30000}')).toEqual(['\u{30000}']);
  });

  it('do not include what is invisible and could hide or reorder text', () => {
    for (const hidden of [
      '\t',
      '\0',
      '\u{ad}',
      '\u{200b}',
      '\u{200d}',
      '\u{202e}',
      '\u{2066}',
      '\u{feff}',
      '\u{2028}',
      '\ud842',
    ]) {
      expect(findMissingCharacters(`甲${hidden} 乙`)).toHaveLength(1);
    }
    expect(findMissingCharacters('葛\u{e0100}')).toEqual(['葛\u{e0100}']);
  });

  it('are told as a person sees them, each once and in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const missing = findMissingCharacters(text);
        const places = missing.map((character) => text.indexOf(character));
        expect(new Set(missing).size).toBe(missing.length);
        expect(places).not.toContain(-1);
        expect(findMissingCharacters(missing.join(' '))).toEqual(missing);
      }),
    );
  });

  it('need the second font only for rare hanzi', () => {
    expect(hasRareHan('王建国㛃')).toBe(false);
    expect(hasRareHan('𠮷')).toBe(true);
    expect(hasRareHan('😀')).toBe(false);
  });
});
