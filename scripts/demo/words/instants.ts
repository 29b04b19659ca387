import { languageOf, localise } from '../../../src/domain/messages/localise.ts';
import type { Language } from './words.ts';

const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', timeStyle: 'medium' });

/** An instant as the product's mails write it: the time of day in China. */
export function inChina(instant: string, language: Language): string {
  return written(localise({ shownAt: instant }, languageOf(language))['shownAt'], instant);
}

/** As above, the date alone. */
export function dateInChina(instant: string, language: Language): string {
  return written(localise({ shownFrom: instant }, languageOf(language))['shownFrom'], instant);
}

/** Hours, minutes and seconds. */
export function clockInChina(instant: string): string {
  return CLOCK.format(new Date(instant));
}

function written(text: unknown, instant: string): string {
  return typeof text === 'string' ? text : instant;
}
