import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';

let api: TestApi;
let caller: Caller;
beforeAll(async () => {
  api = await startApi();
  caller = await api.as('auditor.province');
});
afterAll(async () => {
  await api.close();
});

/** A change with exactly these headers and the session's cookie. */
function change(headers: Record<string, string>): Promise<{ status: number; code: unknown }> {
  return new Promise((resolve, reject) => {
    const request = http.request(`${api.url}/api/v1/me/locale`, {
      method: 'PUT',
      headers: {
        cookie: caller.cookie(),
        'content-type': 'application/json',
        'idempotency-key': 'a-key-of-its-own',
        ...headers,
      },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString()) as { code?: unknown };
        resolve({ status: response.statusCode ?? 0, code: body.code });
      });
    });
    request.end(JSON.stringify({ locale: 'zh-CN' }));
  });
}

describe('a change', () => {
  it('[ORG-10] is taken from our own pages only', async () => {
    const refused = { status: 403, code: 'CROSS_SITE' };
    expect(await change({ 'sec-fetch-site': 'same-origin' })).toMatchObject({ status: 200 });
    expect(await change({ origin: api.url })).toMatchObject({ status: 200 });
    expect(await change({ 'sec-fetch-site': 'cross-site', origin: api.url })).toEqual(refused);
    expect(await change({ 'sec-fetch-site': 'same-site', origin: api.url })).toEqual(refused);
    expect(await change({ 'sec-fetch-site': 'none' })).toEqual(refused);
    expect(await change({ origin: 'https://evil.example' })).toEqual(refused);
    expect(await change({ origin: `${api.url}.evil.example` })).toEqual(refused);
    expect(await change({ origin: 'null' })).toEqual(refused);
    expect(await change({ referer: `${api.url}/` })).toEqual(refused);
    expect(await change({})).toEqual(refused);
  });

  it('is not excused by something that only looks like a bearer token', async () => {
    for (const authorization of ['Bearer x', 'Bearer ', 'Basic YTpi', 'bearer abcdefghijklmnopqrstuvwxyz']) {
      expect(await change({ authorization })).toEqual({ status: 403, code: 'CROSS_SITE' });
    }
    const forged = await change({ authorization: `Bearer ${'x'.repeat(43)}` });
    expect(forged).toEqual({ status: 401, code: 'NOT_LOGGED_IN' });
  });

  it('may be read from anywhere', async () => {
    const answer = await caller.get('/me', { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});
