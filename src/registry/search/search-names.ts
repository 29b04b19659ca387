import { pinyin } from 'pinyin-pro';
import { searchableName } from '../../domain/identity/searchable-name.ts';

/** The columns a name is found by: its own characters, whole pinyin without tones, and initials. */
export interface SearchNames {
  readonly nameSearch: string;
  readonly namePinyin: string;
  readonly nameInitials: string;
}

export function searchNames(name: string): SearchNames {
  const nameSearch = searchableName(name);
  const syllables = pinyin(nameSearch, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' });
  const parts = syllables.map(lettersAndDigits).filter((part) => part !== '');
  return {
    nameSearch,
    namePinyin: parts.join(''),
    nameInitials: parts.map((part) => Array.from(part)[0] ?? '').join(''),
  };
}

/** 单雄信 is read shan, not dan, because it is a surname. */
export function personPinyin(name: string): string {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', v: true, surname: 'head', nonZh: 'consecutive' });
  return syllables.map(lettersAndDigits).join('');
}

function lettersAndDigits(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
