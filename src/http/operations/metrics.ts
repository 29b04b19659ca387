import type { RequestHandler, Response } from 'express';
import { Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Deps } from '../deps.ts';

export interface HttpMetrics {
  readonly registry: Registry;
  readonly count: RequestHandler;
}

/** Names route ids and statuses, never a path or a person (ORG-10). */
export function httpMetrics({ db }: Pick<Deps, 'db'>): HttpMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'qudao_http_request_seconds',
    help: 'Time from the arrival of a request to its answer',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
    registers: [registry],
  });
  countRows(registry, db, {
    name: 'qudao_outbox_undelivered',
    help: 'Wakes the process engine has not been told yet',
    sql: 'SELECT count(*) AS n FROM outbox WHERE delivered_at IS NULL',
  });
  countRows(registry, db, {
    name: 'qudao_messages_undelivered',
    help: 'Mails waiting to be sent',
    sql: `SELECT count(*) AS n FROM message WHERE channel = 'EMAIL' AND state IN ('PENDING', 'SENDING')`,
  });
  return {
    registry,
    count: (_req, res, next) => {
      const stop = requests.startTimer();
      res.on('finish', () => {
        // A stream ends when somebody goes home; that is no time of an answer.
        if (res.get('Content-Type')?.startsWith('text/event-stream') !== true)
          stop({ route: routeId(res), status: String(res.statusCode) });
      });
      next();
    },
  };
}

interface Count {
  readonly name: string;
  readonly help: string;
  readonly sql: string;
}

/** While the database is away the number is unknown, and the other metrics are still told. */
function countRows(registry: Registry, db: Deps['db'], { name, help, sql }: Count): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      this.set(
        await db.sql.one<{ n: number }>(sql).then(
          ({ n }) => n,
          () => NaN,
        ),
      );
    },
  });
}

function routeId(res: Response): string {
  const id: unknown = res.locals['routeId'];
  return typeof id === 'string' ? id : 'none';
}
