import { en } from './en.ts';
import { zh } from './zh.ts';

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export type WordKey = keyof typeof zh;
export type Facts = Readonly<Record<string, string | number>>;

/** The text of a key with its facts put in. */
export type Words = (key: WordKey, facts?: Facts) => string;

export function wordsIn(language: Language): Words {
  const texts: Readonly<Record<WordKey, string>> = language === 'en' ? en : zh;
  return (key, facts = {}) =>
    texts[key].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
}

export function inLanguage(language: Language, { zh: chinese, en: english }: { zh: string; en: string }): string {
  return language === 'en' ? english : chinese;
}
