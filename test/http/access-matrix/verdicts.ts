import type { Answer } from '../../support/api.ts';
import { CALLERS, type Call, type CallerName } from './callers.ts';
import { namesIn, type Expectation } from './expectations.ts';

/** What a record says to somebody who sees it, but whose task, decision or signature it is not. */
const NOT_HOLDER = new Set([
  'NOT_HOLDER',
  'NOT_YOURS',
  'EXCLUDED',
  'NOT_ASKED',
  'NOT_INVOLVED',
  'NOT_SUPERVISOR',
  'NOT_DELEGATE',
  'NO_TEAM',
]);
const DENIED = new Set(['NOT_ALLOWED', 'SCOPE_MISSING']);
/** Refusals that stand before the question whose record it is, so that they say nothing about it. */
const UNASKED = new Set(['INVALID', 'UNKNOWN_FIELD', 'MALFORMED', 'KEY_MISSING', 'VERSION_MISSING']);

/**
 * `PASS` is whatever is no statement about who asks: a change may be refused for another reason, reading must succeed. Where a
 * record is named, a refusal of the form would leave the question open, and is none of the expected words.
 */
export function verdictOf({ method, record }: Call, { status, body }: Answer): string {
  const code = String(body['code']);
  if (status === 401) return 'ANONYMOUS';
  if (status === 404) return 'HIDDEN';
  if (status === 403 && DENIED.has(code)) return 'DENIED';
  if (status === 403 && NOT_HOLDER.has(code)) return 'NOT_HOLDER';
  const unclear = method === 'get' || status === 403 || (record && UNASKED.has(code));
  return status >= 500 || (unclear && status >= 400) ? `${status} ${code}` : 'PASS';
}

export function verdictsBy({ pass, hidden = [], notHolder = [] }: Expectation): Readonly<Record<string, string>> {
  const expected = new Map<CallerName, string>(CALLERS.map((name) => [name, 'DENIED']));
  expected.set('anonymous', 'ANONYMOUS');
  for (const name of namesIn(pass)) expected.set(name, 'PASS');
  for (const name of namesIn(hidden)) expected.set(name, 'HIDDEN');
  for (const name of namesIn(notHolder)) expected.set(name, 'NOT_HOLDER');
  return Object.fromEntries(expected);
}
