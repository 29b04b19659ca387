import type { Request, Response } from 'express';
import { ipKeyGenerator, rateLimit, type RateLimitRequestHandler } from 'express-rate-limit';
import { Refusal } from '../../domain/refusal.ts';
import type { Database } from '../../persistence/database.ts';

export interface Limit {
  /** What is counted; each name has a count of its own. */
  readonly name: string;
  readonly perMinute: number;
  /** Counted together with the caller's network address. */
  readonly key: string;
  /** Whether only refused requests count. */
  readonly failuresOnly?: boolean;
}

const limiters = new WeakMap<Database, Map<string, RateLimitRequestHandler>>();

/**
 * Counts in this process; with several API processes each allows as much. What must hold over all of them (lockout, mails an
 * hour) is counted in PostgreSQL.
 * @throws Refusal TOO_MANY_REQUESTS
 */
export async function assertNotTooOften(
  { deps, req, res }: { readonly deps: { readonly db: Database }; readonly req: Request; readonly res: Response },
  limit: Limit,
): Promise<void> {
  res.locals['limit'] = limit;
  await new Promise<void>((resolve, reject) => {
    void limiterOf(deps.db, limit)(req, res, (error?: unknown) => {
      if (error instanceof Error) reject(error);
      else resolve();
    });
  });
}

function limiterOf(db: Database, { name, failuresOnly = false }: Limit): RateLimitRequestHandler {
  const ofDatabase = limiters.get(db) ?? new Map<string, RateLimitRequestHandler>();
  limiters.set(db, ofDatabase);
  const limiter = ofDatabase.get(name) ?? newLimiter(failuresOnly);
  ofDatabase.set(name, limiter);
  return limiter;
}

function newLimiter(failuresOnly: boolean): RateLimitRequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: (_req, res) => limitOf(res).perMinute,
    keyGenerator: (req, res) => `${ipKeyGenerator(req.ip ?? '')} ${limitOf(res).key}`,
    skipSuccessfulRequests: failuresOnly,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // Its checks are about middleware mounted by hand; this one is built on first use.
    validate: false,
    handler: (_req, _res, next) => {
      next(new Refusal('TOO_MANY_REQUESTS'));
    },
  });
}

function limitOf(res: Response): Limit {
  return res.locals['limit'] as Limit;
}
