import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import {
  actorOf,
  CITY_LEADER,
  givenCase,
  LEADER,
  publishRoute,
  REVIEWER,
  wish,
  type OfficeCase,
} from '../../tasks/office.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

let api: TestApi;
let leader: Caller;
let routeId: string;
let to: string;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  leader = await api.as(LEADER);
  routeId = await publishRoute(api.db, { LEADER_APPROVAL: { stages: [wish('county')] } });
  ({ id: to } = await actorOf(api.db, REVIEWER));
});
afterAll(async () => {
  await api.close();
});

async function given(): Promise<OfficeCase & { path: string }> {
  const one = await givenCase(api.db, routeId);
  await one.open('LEADER_APPROVAL');
  return { ...one, path: `/tasks/${(await one.task('county')).id}/transfer` };
}

describe('POST /tasks/{taskId}/transfer', () => {
  it('hands the task over, once under one key, and the office reads why', async () => {
    const one = await given();
    const key = randomUUID();
    const first = await leader.post(one.path, { to, reason: '出差，请代为办理' }, { key });
    expect(first).toMatchObject({ status: 200, body: { to, progress: 'DONE' } });
    expect((await leader.post(one.path, { to, reason: '出差，请代为办理' }, { key })).body).toEqual(first.body);
    const reviewer = await api.as(REVIEWER);
    const { body } = await reviewer.get<{ items: { action: string; reason: string | null; stage: string | null }[] }>(
      `/cases/${one.id}/timeline`,
    );
    expect(body.items.at(-1)).toMatchObject({ action: 'TASK_TRANSFER', reason: '出差，请代为办理', stage: 'county' });
    const decided = await reviewer.post(one.path.replace('/transfer', '/decision'), { outcome: 'APPROVE' });
    expect(decided.status).toBe(200);
  });

  it('says in the reader’s language why somebody cannot receive it', async () => {
    const one = await given();
    const own = (await actorOf(api.db, LEADER)).id;
    expect(await leader.post(one.path, { to: own, reason: '出差' })).toMatchObject({
      status: 409,
      body: { code: 'RECEIVER_NOT_POSSIBLE', title: '不能转给该人员', facts: { reasonCode: 'YOURSELF' } },
    });
  });

  it.each([
    ['no reason', { to: randomUUID() }],
    ['an empty one', { to: randomUUID(), reason: ' ' }],
    ['nobody', { reason: '出差' }],
    ['a field nobody knows', { to: randomUUID(), reason: '出差', until: 'tomorrow' }],
  ])('refuses %s', async (_title, body) => {
    const one = await given();
    expect((await leader.post(one.path, body)).status).toBe(422);
  });

  it('does not exist for whose case it is not, and is not for who does not hold it', async () => {
    const one = await given();
    const input = { to, reason: '出差' };
    expect((await (await api.as('leader.county-0201')).post(one.path, input)).status).toBe(404);
    expect(await (await api.as(CITY_LEADER)).post(one.path, input)).toMatchObject({
      status: 403,
      body: { code: 'NOT_HOLDER' },
    });
    expect((await api.anonymous().post(one.path, input)).status).toBe(401);
    expect((await leader.post(`/tasks/${randomUUID()}/transfer`, input)).status).toBe(404);
  });
});
