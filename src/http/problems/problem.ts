import type { Response } from 'express';
import type { Facts, RefusalCode } from '../../domain/refusal.ts';
import { PROBLEMS } from './problem-catalogue.ts';
import type { Locale } from '../locale.ts';

/** RFC 9457. `code` is stable, `detail` is for people and follows Accept-Language. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: RefusalCode;
  readonly detail: string;
  readonly facts?: Facts;
  readonly requestId?: string;
}

export function problemOf(code: RefusalCode, facts: Facts, locale: Locale, requestId: string): Problem {
  const entry = PROBLEMS[code];
  return {
    type: `/problems/${code.toLowerCase().replaceAll('_', '-')}`,
    title: entry[locale].title,
    status: entry.status,
    code,
    detail: entry[locale].detail,
    ...(Object.keys(facts).length > 0 ? { facts } : {}),
    requestId,
  };
}

export function sendProblem(res: Response, problem: Problem): void {
  const seconds = retryAfterSeconds(problem);
  if (seconds !== undefined && res.get('Retry-After') === undefined) res.set('Retry-After', String(seconds));
  res.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** Until a lock ends; otherwise what makes us busy is over soon. */
function retryAfterSeconds({ status, facts }: Problem): number | undefined {
  const until = facts?.['until'];
  if (typeof until === 'string' && status === 429)
    return Math.max(1, Math.ceil((Date.parse(until) - Date.now()) / 1_000));
  return status === 503 || status === 429 ? 2 : undefined;
}
