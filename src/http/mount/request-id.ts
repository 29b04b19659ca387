import type { Response } from 'express';

/** The id that the answer's header, the log line and the problem carry. */
export function requestId(res: Response): string {
  const id: unknown = res.locals['requestId'];
  return typeof id === 'string' ? id : '';
}
