import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { CITY_LEADER, LEADER, republish, REVIEWER } from '../../tasks/office.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

interface Filter {
  readonly id: string;
  readonly name: string;
  readonly isDefault: boolean;
  readonly version: number;
}

let api: TestApi;
let leader: Caller;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  leader = await api.as(LEADER);
});
afterAll(async () => {
  expect((await verifyAudit(api.db)).faults).toEqual([]);
  await api.close();
});

const SEARCH = {
  list: 'pools',
  sort: 'priority',
  filter: { process: 'ADMISSION', amountFrom: '100000', text: '讯达' },
} as const;
const own = async (caller: Caller) => (await caller.get<{ items: Filter[] }>('/inbox-filters')).body.items;
const save = async (caller: Caller, values: object) =>
  (await caller.post<{ filterId: string }>('/inbox-filters', { search: SEARCH, ...values })).body.filterId;

describe('a saved filter 保存的筛选', () => {
  it('is kept by name and asked for as the list takes it', async () => {
    const key = randomUUID();
    const body = { name: '大额', search: SEARCH };
    const first = await leader.post('/inbox-filters', body, { key });
    expect(first).toMatchObject({ status: 201, body: { version: 1 } });
    expect((await leader.post('/inbox-filters', body, { key })).body).toEqual(first.body);

    const [saved] = await own(leader);
    expect(saved).toEqual({ id: first.body['filterId'], name: '大额', isDefault: false, version: 1, ...SEARCH });
    const query = new URLSearchParams({ list: SEARCH.list, sort: SEARCH.sort, ...SEARCH.filter });
    expect((await leader.get(`/tasks?${query.toString()}`)).status).toBe(200);
  });

  it.each([
    { list: 'mine', sort: 'own', filter: {} },
    { list: 'done', filter: { outcome: 'APPROVE' } },
    { list: 'started', filter: { open: 'true', text: '讯达' } },
    { list: 'copies', filter: { unread: 'true', stage: 'a' } },
  ])('is kept of every list: %j', async (search) => {
    const id = await save(leader, { name: search.list, search });
    const saved = (await own(leader)).find((one) => one.id === id);
    expect(saved).toMatchObject(search);
    expect((await leader.delete(`/inbox-filters/${id}`, undefined, { etag: saved?.version ?? 0 })).status).toBeLessThan(
      300,
    );
  });

  it.each<[string, object]>([
    ['a stage of what was started', { search: { list: 'started', filter: { stage: 'a' } } }],
    ['a field that no list knows', { search: { list: 'pools', filter: { boss: 'x' } } }],
    ['an order that no list has', { search: { list: 'pools', sort: 'name' } }],
    ['an order of what is done', { search: { list: 'done', sort: 'due' } }],
    ['a deadline of what is done', { search: { list: 'done', filter: { timing: 'OVERDUE' } } }],
    ['an amount that is none', { search: { list: 'mine', filter: { amountFrom: '1e5' } } }],
    ['a name of two lines', { name: 'a\nb', search: SEARCH }],
    ['no list', { search: {} }],
  ])('is refused with %s', async (_, body) => {
    expect((await leader.post('/inbox-filters', { name: '不成', ...body })).status).toBe(422);
  });

  it('is the only one of its name, and the only one the inbox opens with', async () => {
    const mine = await save(leader, { name: '今天', isDefault: true });
    const again = await leader.post('/inbox-filters', { name: '今天', search: SEARCH });
    expect(again).toMatchObject({ status: 409, body: { code: 'FILTER_NAME_TAKEN', title: '筛选名称已使用' } });
    const done = { name: '已办', isDefault: true, search: { list: 'done', filter: { outcome: 'REJECT' } } };
    await leader.post('/inbox-filters', done);

    const defaults = (await own(leader)).filter(({ isDefault }) => isDefault).map(({ name }) => name);
    expect(defaults).toEqual(['已办']);
    expect((await own(leader)).find(({ id }) => id === mine)).toMatchObject({ isDefault: false, version: 2 });
  });

  it('is changed and removed by whoever saw it as it is', async () => {
    const id = await save(leader, { name: '待改' });
    const path = `/inbox-filters/${id}`;
    const changed = { name: '改过', search: { list: 'team' } };
    expect(await leader.put(path, changed, { etag: 1 })).toMatchObject({ status: 200, body: { version: 2 } });
    expect((await own(leader)).find((one) => one.id === id)).toMatchObject({ name: '改过', list: 'team', sort: 'due' });

    expect(await leader.put(path, changed, { etag: 1 })).toMatchObject({ body: { code: 'STALE_VERSION' } });
    expect(await leader.delete(path, undefined, { etag: 1 })).toMatchObject({ body: { code: 'STALE_VERSION' } });
    expect((await leader.delete(path, undefined, { etag: 2 })).status).toBe(200);
    expect((await leader.delete(path, undefined, { etag: 2 })).status).toBe(404);
  });

  it('is nobody else’s', async () => {
    const id = await save(leader, { name: '我的' });
    const reviewer = await api.as(REVIEWER);
    expect(await own(reviewer)).toEqual([]);
    expect((await reviewer.put(`/inbox-filters/${id}`, { name: '我的', search: SEARCH }, { etag: 1 })).status).toBe(
      404,
    );
    expect((await reviewer.delete(`/inbox-filters/${id}`, undefined, { etag: 1 })).status).toBe(404);
    expect((await save(reviewer, { name: '我的' })).length).toBe(36);
  });

  it('is one of as many as the policy allows, also when saved at the same time', async () => {
    await republish(api.db, 'PROCESS_POLICY', 'TASKS', (body) => ({ ...body, inbox: { savedFilters: 3, streams: 6 } }));
    const head = await api.as(CITY_LEADER);
    const answers = await Promise.all(
      ['甲', '乙', '丙', '丁', '戊'].map((name) =>
        head.post('/inbox-filters', { name, isDefault: true, search: SEARCH }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)).toMatchObject({
      body: { code: 'TOO_MANY_FILTERS', facts: { maximum: 3 } },
    });
    expect((await own(head)).filter(({ isDefault }) => isDefault)).toHaveLength(1);
  });
});
