/** From `from` on and before `before`. */
export interface Period {
  readonly from: Date;
  readonly before: Date;
}

/** An act takes its id and its instant one after the other; more than this never lies between them. Milliseconds. */
const SLACK = 3_600_000;

/**
 * Bounds of the ids of what was written in a period: ids begin with the millisecond they were made in, so that a period is a part of the index by
 * account and id. The instants themselves are still compared.
 */
export function idsOf({ from, before }: Period): { readonly first: string; readonly last: string } {
  return { first: idAt(from.getTime() - SLACK), last: idAt(before.getTime() + SLACK) };
}

function idAt(milliseconds: number): string {
  const hex = Math.max(0, milliseconds).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
