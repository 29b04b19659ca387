import path from 'node:path';
import express, { Router } from 'express';

/** The page a mailed link opens (`/decide#<token>`). It shows and asks; only its POST to the API decides. */
export function decidePage(): Router {
  const directory = path.join(import.meta.dirname, '../../../web/decide');
  const router = Router();
  router.use(
    '/decide',
    express.static(directory, {
      redirect: false,
      setHeaders: (res) => {
        res.setHeader('Cache-Control', 'no-cache');
      },
    }),
  );
  router.get('/decide', (_req, res) => {
    res.set('Cache-Control', 'no-cache').sendFile('index.html', { root: directory });
  });
  return router;
}
