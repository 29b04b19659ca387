import { Router, type Request, type RequestHandler } from 'express';
import { permissionsOf } from '../../domain/access/actor.ts';
import { Refusal } from '../../domain/refusal.ts';
import { authenticate } from '../security/authenticate.ts';
import type { Deps } from '../deps.ts';
import { httpMetrics } from './metrics.ts';
import { sessions } from '../security/sessions.ts';

/** How long the database may take to answer before it counts as away, in milliseconds; the engine is asked with a deadline as long. */
const PATIENCE_MS = 1_000;

/** For the machine that runs this process: alive, ready, and what it measures. Mounted first, so that every request is counted. */
export function operationsRouter(deps: Deps): Router {
  const router = Router();
  const metrics = httpMetrics(deps);
  router.use(metrics.count);
  router.get('/live', (_req, res) => {
    res.json({ status: 'LIVE' });
  });
  router.get('/ready', async (_req, res) => {
    const missing = await missingParts(deps);
    res.status(missing.length === 0 ? 200 : 503).set('Cache-Control', 'no-store');
    res.json(missing.length === 0 ? { status: 'READY' } : { status: 'NOT_READY', missing });
  });
  router.get('/metrics', sessions(deps), maySeeMetrics(deps), async (_req, res) => {
    res.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  return router;
}

async function missingParts({ db, engine }: Pick<Deps, 'db' | 'engine'>): Promise<string[]> {
  const [postgres, temporal] = await Promise.all([
    inTime(db.sql.one('SELECT 1 AS one').then(() => true)),
    engine.reachable(),
  ]);
  return [...(postgres ? [] : ['POSTGRESQL']), ...(temporal ? [] : ['ENGINE'])];
}

/** False for an error and for an answer that comes too late. */
async function inTime(answer: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => {
      resolve(false);
    }, PATIENCE_MS);
  });
  try {
    return await Promise.race([answer.catch(() => false), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A collector on this machine, or somebody who may read health. */
function maySeeMetrics({ config, db }: Pick<Deps, 'config' | 'db'>): RequestHandler {
  return async (req, _res, next) => {
    if (!isFromHere(req, config.trustProxy)) {
      const actor = await authenticate(db.sql, req);
      if (actor === undefined) throw new Refusal('NOT_LOGGED_IN');
      if (!permissionsOf(actor).has('READ_HEALTH')) throw new Refusal('NOT_ALLOWED');
    }
    next();
  };
}

/** A proxy on this machine that nobody told us of makes everybody look local; its header gives it away. */
function isFromHere(req: Request, trustProxy: number): boolean {
  if (trustProxy === 0 && req.get('x-forwarded-for') !== undefined) return false;
  return /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(req.ip ?? '');
}
