import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { run } from '../../batches/office-batch.ts';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { actorOf, givenCase, LEADER, publishRoute, REVIEWER, wish } from '../../tasks/office.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

const ID = '00000000-0000-4000-8000-000000000001';

let api: TestApi;
let admin: Caller;
let path: string;
let to: string;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  admin = await api.as('administrator.province');
  path = `/staff/${(await actorOf(api.db, LEADER)).id}/hand-over`;
  ({ id: to } = await actorOf(api.db, REVIEWER));
});
afterAll(async () => {
  await api.close();
});

describe('POST /staff/{accountId}/hand-over', () => {
  it('shows first what would happen, then does it once, and the office reads why', async () => {
    const routeId = await publishRoute(api.db, { LEADER_APPROVAL: { stages: [wish('county')] } });
    const one = await givenCase(api.db, routeId);
    await one.open('LEADER_APPROVAL');
    const preview = await admin.post(`${path}/preview`, { to });
    expect(preview).toMatchObject({ status: 200, body: { tasks: [{ caseId: one.id, to, reasonCode: null }] } });

    const key = randomUUID();
    const body = { to, reason: '调离岗位' };
    const ordered = await admin.post<{ batchId: string }>(path, body, { key });
    expect(ordered).toMatchObject({ status: 202, body: { total: 1, state: 'ORDERED' } });
    expect((await admin.post(path, body, { key })).body).toEqual(ordered.body);
    await run(api.db, ordered.body.batchId);

    expect((await admin.get(`/batches/${ordered.body.batchId}/items`)).body).toMatchObject({
      items: [{ step: 'HAND_OVER', state: 'DONE', target: { to } }],
    });
    const reviewer = await api.as(REVIEWER);
    const timeline = await reviewer.get<{ items: object[] }>(`/cases/${one.id}/timeline`);
    expect(timeline.body.items.at(-1)).toMatchObject({ action: 'TASK_HAND_OVER', reason: '调离岗位', stage: 'county' });
    expect((await admin.post(`${path}/preview`, { to })).body).toMatchObject({ tasks: [] });
  });

  it.each([
    ['no reason', { to: randomUUID() }],
    ['nobody', { reason: '离职' }],
    [
      'the same task twice',
      { to: randomUUID(), reason: '离职', exceptions: [1, 2].map(() => ({ taskId: ID, to: ID })) },
    ],
    ['a field nobody knows', { to: randomUUID(), reason: '离职', at: 'once' }],
  ])('refuses %s', async (_title, body) => {
    expect((await admin.post(path, body)).status).toBe(422);
  });

  it('says in both languages that there is nothing to do', async () => {
    const body = { to, reason: '离职' };
    expect((await admin.post(path, body)).body).toMatchObject({ code: 'NOTHING_TO_DO', title: '没有可执行的内容' });
    const english = await admin.post(path, body, { headers: { 'accept-language': 'en' } });
    expect(english.body).toMatchObject({ code: 'NOTHING_TO_DO', title: 'Nothing to do' });
  });

  it('is an administrator’s', async () => {
    const body = { to, reason: '离职' };
    for (const at of [path, `${path}/preview`]) {
      expect((await api.anonymous().post(at, body)).status).toBe(401);
      expect((await (await api.as(LEADER)).post(at, body)).status).toBe(403);
    }
    expect((await admin.post(`/staff/${randomUUID()}/hand-over`, body)).status).toBe(404);
    expect((await admin.post(`/staff/${randomUUID()}/hand-over/preview`, { to })).status).toBe(404);
  });
});
