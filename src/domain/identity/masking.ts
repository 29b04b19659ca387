/**
 * Surnames of two characters, kept whole where a given name follows. Those that begin like a common surname are left out:
 * they would show a character of many given names.
 */
const COMPOUND_SURNAMES = new Set(
  (
    '欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 夏侯 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 司徒 司空 宇文 长孙 長孫 ' +
    '端木 独孤 獨孤 南宫 南宮 西门 西門 轩辕 軒轅 呼延 万俟 萬俟 闻人 聞人 申屠 太史 淳于 澹台 澹臺 公冶 ' +
    '钟离 鍾離 鲜于 鮮于 闾丘 閭丘 拓跋 赫连 赫連 第五 濮阳 濮陽 百里 东郭 東郭 完颜 完顏 纳兰 納蘭'
  ).split(' '),
);

/** What separates the parts of a name and may stay: spaces, hyphens, and the middle dots of minority and foreign names. */
const SEPARATOR = /^[\s\p{Pd}·•‧・.'’]$/u;

/** Counts what a reader sees as one character, so that 𠮷 and a letter with a combining accent stay whole. */
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** 张三 → 张*, 欧阳娜娜 → 欧阳**, 阿不都·买买提 → 阿**·***. A single character is hidden too: it is the whole name. */
export function maskName(name: string): string {
  const characters = charactersOf(name.trim());
  if (characters.length < 2) return '*'.repeat(characters.length);
  const kept = COMPOUND_SURNAMES.has(characters.slice(0, 2).join('')) && characters.length > 2 ? 2 : 1;
  return characters.map((character, index) => (index < kept || SEPARATOR.test(character) ? character : '*')).join('');
}

/**
 * A mobile number shows 3-4-4: 13812345678 → 138****5678 (LEAD-02), also behind a country code. Shorter numbers show their last
 * two digits, very short ones nothing.
 */
export function maskPhone(phone: string): string {
  const digits = phone
    .normalize('NFKC')
    .replace(/\D/gu, '')
    .replace(/^(?:00)?86(?=1\d{10}$)/, '');
  const [head, tail] = digits.length >= 11 ? [3, 4] : digits.length >= 6 ? [0, 2] : [0, 0];
  return digits.slice(0, head) + '*'.repeat(digits.length - head - tail) + digits.slice(digits.length - tail);
}

/** zhangsan@example.com → z***@example.com; the number of stars tells nothing. Without an @ everything is hidden. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  if (at < 1) return '***';
  const [first = '', ...rest] = charactersOf(email.slice(0, at));
  return `${rest.length > 0 ? first : ''}***${email.slice(at)}`;
}

function charactersOf(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}
