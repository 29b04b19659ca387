import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import type http from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { errorHandler } from '../../../src/http/problems/error-handler.ts';
import { createLogger } from '../../../src/observability/logger.ts';

/** As Node and Prisma say that the database is not to be reached. */
const CODES = ['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT', 'P1001', 'P1017'];

describe('a connection to the database that was lost', () => {
  let server: http.Server;
  beforeAll(async () => {
    const app = express();
    app.get('/:code', ({ params: { code } }) => {
      throw Object.assign(new Error('gone'), { code });
    });
    app.use(errorHandler({ log: createLogger('silent') }));
    server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => {
    server.close();
  });

  it.each(CODES)('is told as busy, to be asked again: %s', async (code) => {
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/${code}`);
    expect([answer.status, await answer.json()]).toMatchObject([503, { code: 'BUSY' }]);
    expect(answer.headers.get('retry-after')).not.toBeNull();
  });
});
