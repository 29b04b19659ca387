/** Control characters, and the marks that turn the reading direction round and so hide an extension. */
const HIDDEN = /[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069\u{FEFF}]/gu;
const LONGEST = 200;

/**
 * The name a person gave a file, without any folder and without what nobody can see. Everything that can be seen stays as it
 * is, rare characters and emoji included. Undefined when nothing is left or it is longer than 200 characters.
 */
export function cleanFileName(given: string): string | undefined {
  const name = (given.split(/[/\\]/).at(-1) ?? '').replaceAll(HIDDEN, '').trim();
  if (name === '' || /^\.+$/.test(name) || Array.from(name).length > LONGEST) return undefined;
  return name;
}
