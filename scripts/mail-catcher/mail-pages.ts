import express, { type Express } from 'express';
import { z } from 'zod';
import { listPage, messagePage } from './html.ts';
import type { MessageStore } from './message-store.ts';

const filter = z.object({ to: z.string().optional(), since: z.iso.datetime({ offset: true }).optional() });

/** The pages for people (`/`, `/mail/:id`) and the same as JSON for tests and demonstrations (`/messages`, `/messages/:id`). */
export function createMailPages(messages: MessageStore): Express {
  const app = express().disable('x-powered-by');
  app.use((_request, response, next) => {
    // Mail is strangers' text: nothing in it runs, and nothing is fetched from elsewhere.
    response.set(
      'Content-Security-Policy',
      `default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'`,
    );
    response.set('Cache-Control', 'no-store');
    next();
  });
  app.get('/', (_request, response) => {
    response.send(listPage(messages.list()));
  });
  app.get('/mail/:id', async (request, response) => {
    const message = await messages.read(request.params.id);
    response.status(message ? 200 : 404).send(message ? messagePage(message) : listPage(messages.list()));
  });
  app.get('/messages', (request, response) => {
    const wanted = filter.safeParse(request.query);
    if (wanted.success) response.json(messages.list({ ...wanted.data, since: inUtc(wanted.data.since) }));
    else response.status(400).json({ error: z.prettifyError(wanted.error) });
  });
  app.get('/messages/:id', async (request, response) => {
    const message = await messages.read(request.params.id);
    if (message) response.json(message);
    else response.status(404).json({ error: 'there is no such message' });
  });
  return app;
}

function inUtc(instant: string | undefined): string | undefined {
  return instant && new Date(instant).toISOString();
}
