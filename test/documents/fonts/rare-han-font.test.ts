import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fontkit from '@pdf-lib/fontkit';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { blocksHolding, loadBlock, someBlockHolds } from '../../../src/documents/fonts/rare-han-blocks.ts';
import { buildRareHanFont } from '../../../src/documents/fonts/rare-han-font.ts';

const resolve = (file: string) => createRequire(import.meta.url).resolve(`hanamin/${file}`);

describe('the font of rare hanzi', () => {
  it('holds in every block just the code points its style sheet promises', () => {
    const hanzi = blocksHolding((codePoint) => codePoint >= 0x3400);
    expect(hanzi.length).toBeGreaterThan(60);
    for (const block of hanzi) {
      expect([...loadBlock(block).glyphs.keys()].sort((a, b) => a - b)).toEqual(block.codePoints);
    }
  });

  it('knows where its blocks end', () => {
    expect([0x1ffff, 0x20000, 0x2a6d6, 0x2a6d7].map((codePoint) => someBlockHolds(codePoint))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('refuses to be built for nothing', async () => {
    await expect(buildRareHanFont('Empty', () => false)).rejects.toThrow('No block');
  });

  describe('once built', () => {
    const files = [
      'HanaMinA.CJK-Unified-Ideographs-Extension-A-1.woff2',
      'HanaMinB.CJK-Unified-Ideographs-Extension-B-03.woff2',
      'HanaMinB.CJK-Unified-Ideographs-Extension-D.woff2',
    ];
    const originals = files.map((file) => fontkit.create(readFileSync(resolve(file))));
    const wanted = new Set(originals.flatMap(({ characterSet }) => characterSet.filter((code) => code % 5 === 0)));
    let built: ReturnType<typeof fontkit.create>;

    beforeAll(async () => {
      built = fontkit.create(await buildRareHanFont('Sample Font', (codePoint) => wanted.has(codePoint)));
    });

    it('has its own name and the wanted code points', () => {
      expect(built.familyName).toBe('Sample Font');
      expect(built.postscriptName).toBe('SampleFont');
      expect(new Set(built.characterSet)).toEqual(wanted);
    });

    it('draws each of them as the original does, read by another decoder', () => {
      for (const original of originals) {
        for (const codePoint of original.characterSet.filter((code) => wanted.has(code))) {
          const [ours, theirs] = [built.glyphForCodePoint(codePoint), original.glyphForCodePoint(codePoint)];
          expect(ours.path.toSVG()).toBe(theirs.path.toSVG());
          expect(ours.advanceWidth).toBe(theirs.advanceWidth);
        }
      }
    });
  });
});
