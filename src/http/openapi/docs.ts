import { createRequire } from 'node:module';
import path from 'node:path';
import express, { Router } from 'express';
import { REFUSAL_CODES, Refusal } from '../../domain/refusal.ts';
import { openApiText } from './document.ts';
import { PROBLEMS } from '../problems/problem-catalogue.ts';
import { ROUTES } from '../routes/index.ts';

const PAGE = `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Qudao 渠道 API</title>
    <link rel="stylesheet" href="swagger-ui.css" />
    <link rel="icon" type="image/png" href="favicon-32x32.png" />
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="swagger-ui-bundle.js"></script>
    <script src="initializer.js"></script>
  </body>
</html>
`;

/** `validatorUrl: null`: nothing is asked of any server but this one. */
const INITIALIZER = `window.ui = SwaggerUIBundle({
  url: '../openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  validatorUrl: null,
  docExpansion: 'none',
  filter: true,
});
`;

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
