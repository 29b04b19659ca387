import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { actorOf, CITY_LEADER, givenCase, LEADER, OWNER, publishRoute, wish } from '../../tasks/office.ts';
import { FINANCE } from '../../tasks/signers/signers-kit.ts';
import { forgetUnused } from '../../../src/conversation/attachments/forget-unused.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';
import { pdf } from '../admission/samples.ts';

let api: TestApi;
let leader: Caller;
let finance: Caller;
let routeId: string;
let to: string;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  [leader, finance] = await Promise.all([api.as(LEADER), api.as(FINANCE)]);
  routeId = await publishRoute(api.db, {
    LEADER_APPROVAL: { stages: [wish('county'), wish('b', { after: ['county'] })] },
  });
  ({ id: to } = await actorOf(api.db, FINANCE));
});
afterAll(async () => {
  await api.close();
});

async function given(): Promise<{ caseId: string; path: string }> {
  const one = await givenCase(api.db, routeId);
  await one.open('LEADER_APPROVAL');
  return { caseId: one.id, path: `/tasks/${(await one.task('county')).id}` };
}

describe('delegating a task', () => {
  it('is done once under one key; the delegate recommends, and the office reads what they said', async () => {
    const { caseId, path } = await given();
    const key = randomUUID();
    const first = await leader.post(`${path}/delegation`, { to, reason: '请核实财务' }, { key });
    expect(first).toMatchObject({ status: 200, body: { to, progress: 'DONE' } });
    expect((await leader.post(`${path}/delegation`, { to, reason: '请核实财务' }, { key })).body).toEqual(first.body);
    expect(await leader.post(`${path}/decision`, { outcome: 'APPROVE' })).toMatchObject({
      status: 409,
      body: { code: 'DELEGATED_AWAY', title: '任务正在委派中' },
    });
    const waiting = await leader.get<{ items: { caseId: string; delegate: { id: string } }[] }>(
      '/tasks?list=waiting&limit=100',
    );
    expect(waiting.body.items.find((item) => item.caseId === caseId)).toMatchObject({ delegate: { id: to } });
    const said = await finance.post(`${path}/recommendation`, { outcome: 'REJECT', reason: '资信不足' });
    expect(said).toMatchObject({ status: 200, body: { outcome: 'REJECT' } });
    const { body } = await leader.get<{ items: { action: string; reason: string | null }[] }>(
      `/cases/${caseId}/timeline`,
    );
    expect(body.items.slice(-2)).toMatchObject([
      { action: 'TASK_DELEGATE', reason: '请核实财务' },
      { action: 'TASK_RECOMMEND', reason: '资信不足' },
    ]);
    const own = await (await api.as(OWNER)).get<{ items: { action: string }[] }>(`/cases/${caseId}/timeline`);
    expect(own.body.items.map(({ action }) => action).filter((action) => action.startsWith('TASK_'))).toEqual([]);
    expect((await leader.post(`${path}/decision`, { outcome: 'APPROVE' })).status).toBe(200);
  });

  it('brings files with what is recommended, for the office alone', async () => {
    const { caseId, path } = await given();
    await leader.post(`${path}/delegation`, { to, reason: '请核实' });
    const key = randomUUID();
    const { body: added } = await finance.upload(`/cases/${caseId}/attachments`, pdf('资信报告.pdf'), { key });
    const attachments = [String(added['fileId'])];
    const words = { outcome: 'REJECT', reason: '见附件' };
    expect(await finance.post(`${path}/recommendation`, { ...words, attachments: [randomUUID()] })).toMatchObject({
      status: 422,
      body: { code: 'ATTACHMENT_UNKNOWN' },
    });
    const read = async (caller: Caller) => (await caller.get(`/files/${attachments[0]}`)).status;
    expect([await read(finance), await read(leader)]).toEqual([200, 404]);
    expect((await finance.post(`${path}/recommendation`, { ...words, attachments })).status).toBe(200);
    expect([await read(leader), await read(await api.as(OWNER))]).toEqual([200, 404]);
    const shown = { attachments: [{ id: attachments[0], name: '资信报告.pdf' }] };
    const { body } = await leader.get<{ items: unknown[] }>(`/cases/${caseId}/timeline`);
    expect(body.items.at(-1)).toMatchObject({ action: 'TASK_RECOMMEND', ...shown });
    const task = await leader.get<{ history: unknown[] }>(path);
    expect(task.body.history.at(-1)).toMatchObject({ operation: 'RECOMMEND', ...shown });
    expect(await forgetUnused(api.db.pool, 0)).toEqual({ forgotten: 0 });
  });

  it('can be recalled, once under one key', async () => {
    const { path } = await given();
    await leader.post(`${path}/delegation`, { to, reason: '请核实' });
    const key = randomUUID();
    const first = await leader.delete(`${path}/delegation`, undefined, { key });
    expect(first.status).toBe(200);
    expect((await leader.delete(`${path}/delegation`, undefined, { key })).body).toEqual(first.body);
    expect(await leader.delete(`${path}/delegation`)).toMatchObject({ status: 409, body: { code: 'NOT_DELEGATED' } });
    expect(await finance.post(`${path}/recommendation`, { outcome: 'APPROVE', reason: '同意' })).toMatchObject({
      status: 403,
      body: { code: 'NOT_DELEGATE' },
    });
  });

  it('does not exist for whose case it is not, and is not for who does not hold it', async () => {
    const { path } = await given();
    const stranger = await api.as('leader.county-0201');
    const colleague = await api.as(CITY_LEADER);
    const input = { to, reason: '请核实' };
    const words = { outcome: 'APPROVE', reason: '同意' };
    expect((await stranger.post(`${path}/delegation`, input)).status).toBe(404);
    expect((await stranger.delete(`${path}/delegation`)).status).toBe(404);
    expect((await stranger.post(`${path}/recommendation`, words)).status).toBe(404);
    expect(await colleague.post(`${path}/delegation`, input)).toMatchObject({ status: 403 });
    expect(await colleague.delete(`${path}/delegation`)).toMatchObject({ status: 403 });
    expect(await colleague.post(`${path}/recommendation`, words)).toMatchObject({ status: 403 });
    expect((await api.anonymous().post(`${path}/recommendation`, words)).status).toBe(401);
  });

  it.each([
    ['no words', { outcome: 'APPROVE' }],
    ['a signature', { outcome: 'SIGN', reason: '同意' }],
  ])('refuses a recommendation with %s', async (_title, body) => {
    const { path } = await given();
    expect((await finance.post(`${path}/recommendation`, body)).status).toBe(422);
  });
});
