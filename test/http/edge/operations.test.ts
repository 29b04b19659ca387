import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROUTES } from '../../../src/http/routes/index.ts';
import { startApi, type TestApi } from '../../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => {
  await api.close();
});

const get = async (path: string, headers: Record<string, string> = {}) => fetch(api.url + path, { headers });

describe('GET /live and GET /ready', () => {
  it('answer while everything runs', async () => {
    expect(await (await get('/live')).json()).toEqual({ status: 'LIVE' });
    const ready = await get('/ready');
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'READY' }]);
  });

  it('name the engine when it is away', async () => {
    const alone = await startApi({ db: api.db, environment: { TEMPORAL_ADDRESS: '127.0.0.1:1' } });
    try {
      const ready = await fetch(`${alone.url}/ready`);
      expect([ready.status, await ready.json()]).toEqual([503, { status: 'NOT_READY', missing: ['ENGINE'] }]);
      expect((await fetch(`${alone.url}/live`)).status).toBe(200);
    } finally {
      await alone.close();
    }
  });

  it('name the database when it is away, and requests are answered busy', async () => {
    const alone = await startApi({
      db: api.db,
      environment: { DATABASE_URL: 'postgresql://qudao_app@127.0.0.1:1/none' },
    });
    try {
      const ready = await fetch(`${alone.url}/ready`);
      expect(await ready.json()).toEqual({ status: 'NOT_READY', missing: ['POSTGRESQL'] });
      const answer = await alone.anonymous().get('/privacy-notice');
      expect(answer).toMatchObject({ status: 503, body: { code: 'BUSY' } });
      expect(answer.headers.get('retry-after')).toBe('2');
      expect(await (await fetch(`${alone.url}/metrics`)).text()).toContain('qudao_outbox_undelivered Nan');
    } finally {
      await alone.close();
    }
  });
});

describe('GET /metrics', () => {
  it('counts requests by route and status, and what waits to be told or sent', async () => {
    await api.anonymous().get('/me');
    const text = await (await get('/metrics')).text();
    expect(text).toMatch(/qudao_http_request_seconds_count\{route="whoAmI",status="401"\} \d+/);
    expect(text).toMatch(/^qudao_outbox_undelivered \d+$/m);
    expect(text).toMatch(/^qudao_messages_undelivered \d+$/m);
    expect(text).toContain('nodejs_eventloop_lag_seconds');
  });

  it('names no person and no record', async () => {
    await api.as('leader.county-0101');
    await get('/api/v1/units/01890000-0000-7000-8000-000000000000?q=secret');
    const text = await (await get('/metrics')).text();
    expect(text).not.toMatch(/leader|01890000|secret|\/api\//);
  });

  it('is for this machine and for whoever may read health', async () => {
    const proxied = { 'x-forwarded-for': '203.0.113.7' };
    expect((await get('/metrics', proxied)).status).toBe(401);
    const auditor = await api.as('auditor.province');
    expect((await get('/metrics', { ...proxied, cookie: auditor.cookie() })).status).toBe(200);
    const leader = await api.as('leader.county-0101');
    expect((await get('/metrics', { ...proxied, cookie: leader.cookie() })).status).toBe(403);
  });

  it('has a route id for every route, each its own', () => {
    const ids = ROUTES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
