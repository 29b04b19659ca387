/** Characters without width that copying from documents and chats leaves behind, and selectors between shapes of one character. */
const INVISIBLE = /[\p{Cf}\p{Variation_Selector}]/gu;

/** Full-width forms become half-width, and what cannot be seen is dropped. */
export function plainText(text: string): string {
  return text.normalize('NFKC').replace(INVISIBLE, '');
}

/** For codes and numbers, where people group characters with spaces and hyphens of any kind. */
export function withoutSeparators(text: string): string {
  return plainText(text).replace(/[\s\p{Pd}−]/gu, '');
}
