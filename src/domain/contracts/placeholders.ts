const PLACEHOLDER = /\{\{\s*(?<code>[a-z][a-z0-9_]*)\s*\}\}/gu;

/** The field codes a text stands for, each once, in the order of the text. */
export function placeholdersIn(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map(({ groups }) => groups?.['code'] ?? ''))];
}

/** True when braces remain that are no placeholder, such as `{{Target}}` or a pair left open. */
export function hasStrayBraces(text: string): boolean {
  return /\{\{|\}\}/u.test(text.replaceAll(PLACEHOLDER, ''));
}

/** Replaces every placeholder in one pass, so a value that looks like a placeholder stays what it is. */
export function replacePlaceholders(text: string, valueOf: (code: string) => string): string {
  return text.replaceAll(PLACEHOLDER, (_match, code: string) => valueOf(code));
}
