import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../../support/api.ts';
import { givenCase, LEADER, OWNER, publishRoute, wish } from '../../tasks/office.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
});
afterAll(async () => {
  await api.close();
});

describe('POST /tasks/next', () => {
  it('takes one task under one key, then nothing is left', async () => {
    const routeId = await publishRoute(api.db, { LEADER_APPROVAL: { stages: [wish('only_here')] } });
    const one = await givenCase(api.db, routeId);
    await one.open('LEADER_APPROVAL');
    const leader = await api.as(LEADER);
    const key = randomUUID();
    const first = await leader.post('/tasks/next', { stage: 'only_here' }, { key });
    expect(first).toMatchObject({ status: 200, body: { caseId: one.id, progress: 'DONE' } });
    expect((await leader.post('/tasks/next', { stage: 'only_here' }, { key })).body).toEqual(first.body);
    expect(await leader.post('/tasks/next', { stage: 'only_here' })).toMatchObject({
      status: 200,
      body: { taskId: null, caseId: null },
    });
  });

  it('finds nothing for whom nothing is offered', async () => {
    expect((await (await api.as(OWNER)).post('/tasks/next', {})).body).toMatchObject({ taskId: null });
  });

  it('asks who it is, and nothing it does not know', async () => {
    expect((await api.anonymous().post('/tasks/next', {})).status).toBe(401);
    expect((await (await api.as('auditor.province')).post('/tasks/next', {})).status).toBe(403);
    expect((await (await api.as(LEADER)).post('/tasks/next', { due: 'soon' })).status).toBe(422);
  });
});
