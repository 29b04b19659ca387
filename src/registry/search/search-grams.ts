import { searchableName } from '../../domain/identity/searchable-name.ts';

/** What `registry_key` drops from a stored name, and a search from its text: people type names with and without it. */
const DROPPED = new Set(` ()·•.,、-_&/'"“”`);

/** The searched text as the names are compared under: half-width, lower case, without brackets and separators. */
export function searchKey(text: string): string {
  return Array.from(searchableName(text))
    .filter((character) => !DROPPED.has(character))
    .join('');
}

/** The parts of `length` characters that a text holds; the same cutting as `registry_grams` in the migration. */
export function grams(text: string, length: number, prefix = ''): string[] {
  const characters = Array.from(text);
  const starts = characters.slice(0, Math.max(characters.length - length + 1, 0)).keys();
  return [...new Set(Array.from(starts, (start) => prefix + characters.slice(start, start + length).join('')))];
}
