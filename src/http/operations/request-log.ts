import type { RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { requestId } from '../mount/request-id.ts';

/** One line per request: ids, status and time. No query, no body, no names (ORG-10). */
export function requestLog(log: Logger): RequestHandler {
  return (req, res, next) => {
    const started = process.hrtime.bigint();
    res.on('finish', () => {
      const ms = Number(process.hrtime.bigint() - started) / 1e6;
      const path = req.originalUrl.split('?')[0];
      log.info(
        { requestId: requestId(res), method: req.method, path, status: res.statusCode, ms, actor: actorId(res) },
        'request',
      );
    });
    next();
  };
}

function actorId(res: Response): string | undefined {
  const actor: unknown = res.locals['actor'];
  return typeof actor === 'object' && actor !== null && 'id' in actor ? String(actor.id) : undefined;
}
