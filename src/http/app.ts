import { randomUUID } from 'node:crypto';
import compression from 'compression';
import express, { Router, type Express } from 'express';
import { Refusal } from '../domain/refusal.ts';
import type { Deps } from './deps.ts';
import { limitBodyDepth } from './bodies/body-depth.ts';
import { docsRouter } from './openapi/docs.ts';
import { errorHandler } from './problems/error-handler.ts';
import { mount } from './mount.ts';
import { operationsRouter } from './operations/operations.ts';
import { requestLog } from './operations/request-log.ts';
import { decidePage } from './pages/decide-page.ts';
import { ROUTES } from './routes/index.ts';
import { sameSiteOnly } from './security/same-site.ts';
import { securityHeaders } from './security/security-headers.ts';
import { sessions } from './security/sessions.ts';

/** The whole HTTP side, without listening: `src/server.ts` and the tests give it the same parts. */
export function createApp(deps: Deps): Express {
  const app = express();
  app.set('trust proxy', deps.config.trustProxy);
  app.set('etag', false);
  app.disable('x-powered-by');
  app.use((_req, res, next) => {
    res.locals['requestId'] = randomUUID();
    res.set('X-Request-Id', String(res.locals['requestId']));
    next();
  });
  app.use(requestLog(deps.log));
  app.use(...securityHeaders(deps.config));
  app.use(compression());
  app.use(operationsRouter(deps));
  app.use(docsRouter());
  app.use(decidePage());

  const api = Router();
  api.use((_req, res, next) => {
    res.set('Cache-Control', 'no-store');
    next();
  });
  api.use(sameSiteOnly(deps.config.publicUrl));
  api.use(express.json({ limit: '256kb', strict: true }));
  api.use(limitBodyDepth);
  api.use(sessions(deps));
  for (const route of ROUTES) mount(api, route, deps);
  api.use(() => {
    throw new Refusal('NOT_FOUND');
  });
  app.use('/api/v1', api);
  app.use(() => {
    throw new Refusal('NOT_FOUND');
  });
  app.use(errorHandler(deps));
  return app;
}
