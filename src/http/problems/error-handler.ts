import type { ErrorRequestHandler } from 'express';
import multer from 'multer';
import { Refusal, type RefusalCode } from '../../domain/refusal.ts';
import { isPostgresError } from '../../persistence/tx.ts';
import type { Deps } from '../deps.ts';
import { localeOf } from '../locale.ts';
import { requestId } from '../mount/request-id.ts';
import { problemOf, sendProblem } from './problem.ts';

/** Every error leaves as a problem with a code; what nobody foresaw is logged whole and told as INTERNAL with the request id. */
export function errorHandler({ log }: Pick<Deps, 'log'>): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const { code, facts } = classify(error);
    if (code === 'INTERNAL') log.error({ err: error, requestId: requestId(res) }, 'unexpected error');
    sendProblem(res, problemOf(code, facts, localeOf(req), requestId(res)));
  };
}

/** SQLSTATEs that pass by themselves: lock time-out, statement time-out, server starting or stopping, no connection free. */
const PASSING = new Set([
  '55P03',
  '57014',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '40001',
  '40P01',
  '25P03',
  '08006',
  '08003',
]);
/** What the body parser says of a body that is not what its headers promise. */
const UNREADABLE = new Set([
  'entity.parse.failed',
  'charset.unsupported',
  'encoding.unsupported',
  'request.aborted',
  'request.size.invalid',
]);
/** Text that PostgreSQL cannot keep, such as NUL, where no schema refused it first. */
const UNSTORABLE = new Set(['22021', '22P05']);
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'P1001', 'P1017', 'P2024']);

function classify(error: unknown): { code: RefusalCode; facts: Refusal['facts'] } {
  if (error instanceof Refusal) return { code: error.code, facts: error.facts };
  if (error instanceof multer.MulterError) {
    const tooLarge = error.code === 'LIMIT_FILE_SIZE';
    return { code: tooLarge ? 'FILE_TOO_LARGE' : 'INVALID', facts: { reason: error.code } };
  }
  if (isPassing(error)) return { code: 'BUSY', facts: {} };
  const type = typeof error === 'object' && error !== null && 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large') return { code: 'PAYLOAD_TOO_LARGE', facts: {} };
  if (typeof type === 'string' && UNREADABLE.has(type)) return { code: 'MALFORMED', facts: {} };
  if (error instanceof URIError) return { code: 'MALFORMED', facts: {} };
  if (isPostgresError(error) && UNSTORABLE.has(error.code)) return { code: 'INVALID', facts: {} };
  return { code: 'INTERNAL', facts: {} };
}

function isPassing(error: unknown): boolean {
  if (isPostgresError(error)) return PASSING.has(error.code);
  // By what it has, not by `instanceof`: the errors of sockets may come from another realm.
  if (typeof error !== 'object' || error === null) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const message = 'message' in error && typeof error.message === 'string' ? error.message : '';
  return NETWORK.has(code) || /connection (terminated|timeout)|timeout exceeded when trying to connect/i.test(message);
}
