import type { Response } from 'express';
import type { Facts, RefusalCode } from '../domain/refusal.ts';
import { PROBLEMS } from './problem-catalogue.ts';
import type { Locale } from './locale.ts';

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
  if (problem.status === 503 || problem.status === 429) res.set('Retry-After', '2');
  res.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}
