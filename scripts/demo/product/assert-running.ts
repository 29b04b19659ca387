import type { Words } from '../words/words.ts';

/** There is nobody to tell a story to. */
export class NotRunning extends Error {
  override readonly name = 'NotRunning';
}

/** @throws NotRunning in a sentence when the product or its mail catcher does not answer. */
export async function assertRunning(
  { apiUrl, mailUrl }: { readonly apiUrl: string; readonly mailUrl: string },
  words: Words,
): Promise<void> {
  for (const address of [`${apiUrl}/live`, `${mailUrl}/messages`]) {
    const isThere = await fetch(address).then(
      ({ ok }) => ok,
      () => false,
    );
    if (!isThere) throw new NotRunning(words('notRunning', { address }));
  }
}
