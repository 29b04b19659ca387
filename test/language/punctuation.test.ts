import { describe, expect, it } from '@jest/globals';
import { findChineseTexts } from './chinese-texts.ts';

/** Beside a Chinese character, a blank between them or not. */
const halfWidth = /\p{Script=Han}\s?[,;:()!?]|[,;:()!?]\s?\p{Script=Han}/u;

/** Files of these kinds hold code between their texts, whose parentheses and colons are no punctuation. */
const mixed: Readonly<Record<string, RegExp>> = { typ: /#[\w.-]*(\((\([^()]*\)|[^()])*\)(\.\w+)*)*|\w+: |[\w)]\)/g };

const texts = findChineseTexts();

describe('Chinese texts', () => {
  it('are found in programs, data and documents', () => {
    const places = texts.map(({ where }) => where.replace(/\/[^/]+$/, ''));
    for (const folder of [
      'src/http/problems/texts',
      'prisma/seed-data/message-templates',
      'scripts/demo/words',
      'src/documents',
    ]) {
      expect(places).toContain(folder);
    }
  });

  it.each([
    '材料不齐,请补充',
    '材料不齐, 请补充',
    '数量(见附件)',
    '时间:明天',
    '最多 5 个;超过的不保存',
    '共 {count} 个,请核对',
    '真的吗?',
  ])('would not pass as %s', (text) => {
    expect(text).toMatch(halfWidth);
  });

  it.each(['2026年11月30日 18:00', '格式为 a,b,c 三列', '金额 1,000.00 元', '请在 {{ due | date: "%F" }} 前办理'])(
    'pass as %s',
    (text) => {
      expect(text).not.toMatch(halfWidth);
    },
  );

  it('have full-width punctuation', () => {
    const wrong = texts.filter(({ where, text }) => halfWidth.test(textOnly(where, text)));
    expect(wrong).toEqual([]);
  });

  it('close every full-width parenthesis that they open', () => {
    const count = (text: string, mark: string) => text.split(mark).length;
    expect(texts.filter(({ text }) => count(text, '（') !== count(text, '）'))).toEqual([]);
  });
});

function textOnly(where: string, text: string): string {
  const [, extension = ''] = /\.(\w+):\d+$/.exec(where) ?? [];
  const code = mixed[extension];
  return code === undefined ? text : text.replaceAll(code, '');
}
