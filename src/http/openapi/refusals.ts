import type { RefusalCode } from '../../domain/refusal.ts';
import type { Route } from '../route.ts';

export function isMutating(route: Pick<Route, 'method'>): boolean {
  return route.method !== 'get';
}

/** Every code a route may answer: its own, and those that follow from how it is called. */
export function refusalsOf(route: Route): readonly RefusalCode[] {
  const codes = new Set<RefusalCode>(route.refusals);
  const add = (...more: RefusalCode[]) => {
    for (const code of more) codes.add(code);
  };
  add('INVALID', 'UNKNOWN_FIELD', 'BUSY', 'INTERNAL');
  if (route.params !== undefined) add('NOT_FOUND');
  if (route.access !== 'PUBLIC') add('NOT_LOGGED_IN');
  if (Array.isArray(route.access)) add('NOT_ALLOWED', 'SCOPE_MISSING');
  if (route.access === 'PERSON') add('SCOPE_MISSING');
  if (isMutating(route)) {
    add('MALFORMED', 'PAYLOAD_TOO_LARGE', 'CROSS_SITE');
    if (route.before === undefined) add('UNSUPPORTED_MEDIA');
    if (route.keyless !== true) add('KEY_MISSING', 'KEY_REUSED');
  }
  if (codes.has('STALE_VERSION')) add('VERSION_MISSING');
  return [...codes].sort();
}
