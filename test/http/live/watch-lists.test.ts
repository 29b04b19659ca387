import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  callers,
  DEMO_PASSWORD,
  freePort,
  startApi,
  testConfig,
  type Caller,
  type TestApi,
} from '../../support/api.ts';
import { openEvents, type EventStream } from '../../support/event-stream.ts';
import { startApiProcess, type ProductProcess } from '../../support/product-processes.ts';
import {
  actorOf,
  CITY_LEADER,
  givenCase,
  LEADER,
  publishRoute,
  republish,
  REVIEWER,
  wish,
  type OfficeCase,
} from '../../tasks/office.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

const ELSEWHERE = 'leader.county-0303';

let directory: string;
let api: TestApi;
let other: ProductProcess;
let otherUrl: string;
let route: string;
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'qudao-live-'));
  api = await startApi({ environment: ENGINE_AWAY });
  const port = await freePort();
  const config = testConfig({
    ...ENGINE_AWAY,
    DATABASE_URL: api.db.url,
    DATA_DIR: directory,
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
  });
  other = await startApiProcess(config, path.join(directory, 'api.log'));
  otherUrl = callers(config).url;
  route = await publishRoute(api.db, { REVIEW: { stages: [wish('a')] } });
});
afterAll(async () => {
  await other.stop();
  await api.close();
  await rm(directory, { recursive: true, force: true });
});

const watch = (caller: Caller, url = api.url): Promise<EventStream> =>
  openEvents(`${url}/api/v1/tasks/events`, caller.cookie());
async function opened(): Promise<OfficeCase> {
  const one = await givenCase(api.db, route);
  await one.open('REVIEW');
  return one;
}
async function freshSession(login: string): Promise<Caller> {
  const caller = api.anonymous();
  await caller.post('/sessions', { login, password: DEMO_PASSWORD });
  return caller;
}

describe('a stream of changes', () => {
  it('begins with an event, is not held back by compression, and says when to come again', async () => {
    const stream = await watch(await api.as(LEADER));
    await stream.until('changed', 1);
    expect(stream.headers).toMatchObject({ 'content-type': 'text/event-stream; charset=utf-8' });
    expect(stream.headers['content-encoding']).toBeUndefined();
    expect(stream.headers['cache-control']).toBe('no-store, no-transform');
    stream.close();
  });

  it('tells those whose lists changed, through whichever process, and nobody else', async () => {
    const one = await opened();
    const people = await Promise.all([LEADER, CITY_LEADER, ELSEWHERE].map(async (login) => api.as(login)));
    const streams = await Promise.all(people.map((caller) => watch(caller, otherUrl)));
    const [leader, city, elsewhere] = streams;
    if (leader === undefined || city === undefined || elsewhere === undefined) throw new Error('no streams');
    await Promise.all(streams.map((stream) => stream.until('changed', 1)));
    // What happened just before is told once more, so as to forget nothing.
    await leader.until('changed', 2);

    const told = [leader.count('changed'), city.count('changed')];
    await people[0]?.post(`/tasks/${(await one.task('a')).id}/claim`);
    await Promise.all([leader, city].map((stream, n) => stream.until('changed', (told[n] ?? 0) + 1)));

    // Their own act is what they are told of, and nothing that came before.
    await people[2]?.put('/me/locale', { locale: 'en' });
    await elsewhere.until('changed', 2);
    expect(elsewhere.count('changed')).toBe(2);
    for (const stream of streams) stream.close();
  });
});

describe('a stream ends', () => {
  it('when its session is logged out, and only then its own', async () => {
    const [going, staying] = [await freshSession(REVIEWER), await freshSession(REVIEWER)];
    const [ending, kept] = [await watch(going), await watch(staying)];
    await going.delete('/sessions/current');
    await ending.ended;

    const before = kept.count('changed');
    const mine = await publishRoute(api.db, {
      REVIEW: { stages: [wish('r', { approvers: [{ kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }] })] },
    });
    await (await givenCase(api.db, mine)).open('REVIEW');
    await kept.until('changed', before + 1);
    kept.close();
  });

  it.each([
    [
      'its session has run out',
      'leader.county-0201',
      `UPDATE session SET expire = now() - interval '1 minute' WHERE sess ->> 'accountId' = $1::text`,
    ],
    ['its account is disabled', 'leader.county-0202', `UPDATE account SET state = 'DISABLED' WHERE id = $1::uuid`],
    [
      'its person has no role any more',
      'leader.county-0203',
      'UPDATE role_assignment SET valid_to = now() WHERE account_id = $1::uuid',
    ],
  ])('when %s', async (_, login, change) => {
    const stream = await watch(await freshSession(login));
    await stream.until('changed', 1);
    const { id } = await actorOf(api.db, login);
    expect(await api.db.sql.run(change, [id])).toBeGreaterThan(0);
    await stream.ended;
  });

  it('at once when its process is asked to stop', async () => {
    const third = await startApi({ db: api.db, environment: ENGINE_AWAY });
    const stream = await watch(await third.as(LEADER), third.url);
    await stream.until('changed', 1);
    await Promise.all([third.close(), stream.ended]);
  });
});
describe('whoever asks for a stream', () => {
  it('is logged in', async () => {
    expect((await api.anonymous().get('/tasks/events')).status).toBe(401);
  });

  it.each([
    ['zh-CN', 'leader.county-0102', '打开的页面过多'],
    ['en', 'leader.county-0103', 'Open in too many places'],
  ])('has as many at once as the policy allows, in %s', async (language, login, title) => {
    await republish(api.db, 'PROCESS_POLICY', 'TASKS', (body) => ({
      ...body,
      inbox: { savedFilters: 30, streams: 2 },
    }));
    const caller = await api.as(login);
    const streams = [await watch(caller), await watch(caller)];
    const refused = await caller.get('/tasks/events', { headers: { 'accept-language': language } });
    expect(refused).toMatchObject({ status: 429, body: { code: 'TOO_MANY_STREAMS', title, facts: { maximum: 2 } } });
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    for (const stream of streams) {
      stream.close();
      await stream.ended;
    }
  });
});
