/** A reason for not starting that the person at the terminal can act on: one sentence, no stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** What went wrong, as one line for a log or a sentence. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The `code` of a Node or PostgreSQL error (`ENOENT`, `3D000`), if it has one. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
