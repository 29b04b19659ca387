import type { RequestHandler } from 'express';
import { Refusal } from '../../domain/refusal.ts';

/** No body of the product nests deeper; what does is made to exhaust whoever walks through it. */
const DEEPEST = 40;

/** Refuses a JSON body that nests too deeply, before anything recursive sees it. @throws Refusal MALFORMED */
export const limitBodyDepth: RequestHandler = (req, _res, next) => {
  let level: unknown[] = [req.body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth >= DEEPEST) throw new Refusal('MALFORMED', { reason: 'DEPTH' });
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? (Object.values(value) as unknown[]) : [],
    );
  }
  next();
};
