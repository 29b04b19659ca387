import { createRequire } from 'node:module';
import path from 'node:path';
import express, { Router } from 'express';
import { REFUSAL_CODES, Refusal } from '../../domain/refusal.ts';
import { INITIALIZER, PAGE, STYLE } from './docs-page.ts';
import { openApiText } from './document.ts';
import { PROBLEMS } from '../problems/problem-catalogue.ts';
import { ROUTES } from '../routes/index.ts';

/** `/openapi.json`, `/docs/` to browse it, and what each problem's `type` points to. */
export function docsRouter(): Router {
  const router = Router();
  const text = openApiText(ROUTES);
  router.get('/openapi.json', (_req, res) => {
    res.set('Cache-Control', 'no-cache').type('application/json').send(text);
  });
  router.get('/docs', (req, res, next) => {
    if (req.path.endsWith('/')) next();
    else res.redirect(301, '/docs/');
  });
  router.get('/docs/', (_req, res) => {
    res.type('html').send(PAGE);
  });
  router.get('/docs/page.css', (_req, res) => {
    res.type('text/css').send(STYLE);
  });
  router.get('/docs/initializer.js', (_req, res) => {
    res.type('text/javascript').send(INITIALIZER);
  });
  router.use('/docs', express.static(swaggerDirectory(), { index: false, maxAge: '1h', redirect: false }));
  router.get('/problems/:name', (req, res) => {
    res.json(explain(req.params.name));
  });
  return router;
}

function swaggerDirectory(): string {
  return path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
}

function explain(name: string) {
  const code = REFUSAL_CODES.find((known) => known.toLowerCase().replaceAll('_', '-') === name);
  if (code === undefined) throw new Refusal('NOT_FOUND');
  return { code, ...PROBLEMS[code] };
}
