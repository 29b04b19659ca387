import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleanFileName } from '../../../src/domain/files/upload-name.ts';

describe('cleanFileName', () => {
  it.each([
    ['营业执照（副本）.pdf', '营业执照（副本）.pdf'],
    ['㛃𠮷🏪.jpg', '㛃𠮷🏪.jpg'],
    ['家庭👨‍👩‍👧.png', '家庭👨‍👩‍👧.png'],
    ['豈.pdf', '豈.pdf'],
    [String.raw`C:\Users\张三\合同.pdf`, '合同.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['a\u0000b\r\nc.pdf', 'abc.pdf'],
    ['  执照.pdf ', '执照.pdf'],
    ['licence\u202Efdp.exe', 'licencefdp.exe'],
    ['50%.pdf', '50%.pdf'],
  ])('makes %j into %j', (given, clean) => {
    expect(cleanFileName(given)).toBe(clean);
  });

  it.each(['', ' ', '.', '..', '/', 'folder/', '\u0000\u0007', '\u202E'])('finds no name in %j', (given) => {
    expect(cleanFileName(given)).toBeUndefined();
  });

  it('counts characters as readers do: 200 are a name, 201 are too many', () => {
    expect(cleanFileName(`${'𠮷'.repeat(196)}.pdf`)).toBe(`${'𠮷'.repeat(196)}.pdf`);
    expect(cleanFileName(`${'𠮷'.repeat(197)}.pdf`)).toBeUndefined();
  });

  it('leaves no folder and nothing invisible in any name, and cleans nothing twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (given) => {
        const clean = cleanFileName(given);
        if (clean === undefined) return;
        expect(clean).not.toMatch(/[/\\\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
        expect(cleanFileName(clean)).toBe(clean);
      }),
    );
  });
});
