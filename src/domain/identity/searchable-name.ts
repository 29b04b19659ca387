import { plainText } from './normalise.ts';

const OPENING = /[〔［【「『〖《〈[{]/gu;
const CLOSING = /[〕］】」』〗》〉\]}]/gu;
const HAN = '\\p{Script=Han}\\p{sc=Hiragana}\\p{sc=Katakana}';
/** Whitespace that touches a Chinese character or a bracket carries no meaning; between Latin words it does. */
const IDLE_SPACE = new RegExp(`(?<=[${HAN}()]) | (?=[${HAN}()])`, 'gu');

/**
 * The spelling a company name is stored under for searching: half-width, lower case, one kind of bracket, no idle spaces.
 * 「河南 讯达（集团）有限公司」 and 「河南讯达(集团)有限公司」 become the same text.
 */
export function searchableName(name: string): string {
  // Lower case can undo the normal form of a few letters, so the form comes last.
  return plainText(plainText(name).toLowerCase())
    .replace(OPENING, '(')
    .replace(CLOSING, ')')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(IDLE_SPACE, '');
}

/** The stricter key for finding duplicates: letters and digits only, so that no punctuation makes a second company. */
export function companyNameKey(name: string): string {
  return searchableName(name).replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}
