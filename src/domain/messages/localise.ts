import type { Fact, Facts } from '../refusal.ts';

export type Language = 'zh' | 'en';

export function languageOf(locale: string): Language {
  return locale === 'en' ? 'en' : 'zh';
}

/**
 * Values as a reader of one language sees them: `titleZh` and `titleEn` become `title`, `{ zh, en }` becomes its text, and
 * instants become times of day in China, where the product's people work.
 */
export function localise(values: Facts, language: Language): Facts {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const spoken = /^(.+)(Zh|En)$/.exec(name);
      if (spoken?.[1] !== undefined) {
        return spoken[2]?.toLowerCase() === language ? [[spoken[1], value]] : [];
      }
      return [[name, localiseFact(name, value, language)]];
    }),
  );
}

function localiseFact(name: string, value: Fact, language: Language): Fact {
  if (typeof value === 'string') {
    if (name.endsWith('From')) return formatDate(value, language);
    return /(?:At|Until)$/.test(name) ? formatInstant(value, language) : value;
  }
  if (isList(value)) return value.map((item) => localiseFact('', item, language));
  if (typeof value !== 'object' || value === null) return value;
  const own = value[language];
  const isBilingual = Object.keys(value).length === 2 && 'zh' in value && 'en' in value;
  return isBilingual && own !== undefined ? own : localise(value, language);
}

/** `Array.isArray` does not tell a readonly array from an object. */
function isList(value: Fact): value is readonly Fact[] {
  return Array.isArray(value);
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function read(instant: string): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
}

/** Written out by hand, because the words of `Intl` change with the version of Node. */
function formatDate(instant: string, language: Language): string {
  const { year = '', month = '', day = '' } = read(instant);
  return language === 'zh'
    ? `${year}年${Number(month)}月${Number(day)}日`
    : `${Number(day)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
}

function formatInstant(instant: string, language: Language): string {
  const { hour = '', minute = '' } = read(instant);
  const date = formatDate(instant, language);
  return language === 'zh' ? `${date} ${hour}:${minute}` : `${date}, ${hour}:${minute} (China time)`;
}
