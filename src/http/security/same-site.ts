import type { RequestHandler } from 'express';
import { Refusal } from '../../domain/refusal.ts';
import { bearerToken } from './authenticate.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A browser says where a request comes from: `Sec-Fetch-Site` must be same-origin (or none: typed by the person), and where a
 * browser is too old to send it, `Origin` must be ours. Bearer tokens carry their own proof and are exempt on purpose.
 */
export function sameSiteOnly(publicUrl: string): RequestHandler {
  const ours = new URL(publicUrl).origin;
  return (req, _res, next) => {
    if (SAFE.has(req.method) || bearerToken(req) !== undefined) {
      next();
      return;
    }
    const site = req.get('sec-fetch-site');
    const allowed = site !== undefined ? site === 'same-origin' : req.get('origin') === ours;
    if (!allowed) throw new Refusal('CROSS_SITE');
    next();
  };
}
