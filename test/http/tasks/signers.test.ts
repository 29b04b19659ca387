import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { actorOf, CITY_LEADER, givenCase, LEADER, OWNER, publishRoute, wish } from '../../tasks/office.ts';
import { FINANCE, LEGAL } from '../../tasks/signers/signers-kit.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

interface Added {
  signers: { taskId: string; accountId: string }[];
}

let api: TestApi;
let leader: Caller;
let routeId: string;
let people: string[];
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  leader = await api.as(LEADER);
  routeId = await publishRoute(api.db, {
    LEADER_APPROVAL: { stages: [wish('county'), wish('b', { after: ['county'] })] },
  });
  people = [(await actorOf(api.db, FINANCE)).id, (await actorOf(api.db, LEGAL)).id];
});
afterAll(async () => {
  await api.close();
});

async function given(): Promise<{ caseId: string; taskId: string; path: string }> {
  const one = await givenCase(api.db, routeId);
  await one.open('LEADER_APPROVAL');
  const { id } = await one.task('county');
  return { caseId: one.id, taskId: id, path: `/tasks/${id}/signers` };
}

const input = (place = 'BEFORE') => ({ people, place, reason: '请财务、法务先行复核' });

describe('POST /tasks/{taskId}/signers', () => {
  it('asks several people at once, once under one key; they decide, then the task is mine again', async () => {
    const { caseId, taskId, path } = await given();
    const key = randomUUID();
    const first = await leader.post<Added>(path, input(), { key });
    expect(first).toMatchObject({ status: 200, body: { taskId, progress: 'DONE' } });
    expect(first.body.signers.map(({ accountId }) => accountId)).toEqual(people);
    expect((await leader.post(path, input(), { key })).body).toEqual(first.body);
    expect(await leader.post(`/tasks/${taskId}/decision`, { outcome: 'APPROVE' })).toMatchObject({
      status: 409,
      body: { code: 'NOT_YOUR_TURN' },
    });
    for (const [n, login] of [FINANCE, LEGAL].entries()) {
      const signer = await api.as(login);
      const { body } = await signer.get<{ items: { id: string; caseId: string }[] }>('/tasks?list=pools&limit=100');
      expect(body.items).toContainEqual(expect.objectContaining({ id: first.body.signers[n]?.taskId, caseId }));
      expect((await signer.get(`/cases/${caseId}`)).status).toBe(200);
      const decided = await signer.post(`/tasks/${first.body.signers[n]?.taskId}/decision`, { outcome: 'APPROVE' });
      expect(decided.status).toBe(200);
    }
    expect((await leader.post(`/tasks/${taskId}/decision`, { outcome: 'APPROVE' })).status).toBe(200);
    const office = await leader.get<{ items: { action: string; reason: string | null; stage: string | null }[] }>(
      `/cases/${caseId}/timeline`,
    );
    expect(office.body.items.filter(({ action }) => action === 'TASK_ADD_SIGNER')).toEqual(
      people.map(() => expect.objectContaining({ reason: '请财务、法务先行复核', stage: 'county' })),
    );
    const own = await (await api.as(OWNER)).get<{ items: { action: string }[] }>(`/cases/${caseId}/timeline`);
    expect(own.body.items.map(({ action }) => action)).not.toContain('TASK_ADD_SIGNER');
  });

  it('says in the reader’s language why somebody cannot be asked', async () => {
    const { path } = await given();
    const own = (await actorOf(api.db, LEADER)).id;
    expect(await leader.post(path, { ...input(), people: [own] })).toMatchObject({
      status: 409,
      body: { code: 'RECEIVER_NOT_POSSIBLE', facts: { reasonCode: 'YOURSELF' } },
    });
  });

  it.each([
    ['nobody', { people: [], place: 'BEFORE', reason: '请复核' }],
    ['somebody twice', { people: Array(2).fill(randomUUID()), place: 'BEFORE', reason: '请复核' }],
    ['no place', { people: [randomUUID()], reason: '请复核' }],
    ['no reason', { people: [randomUUID()], place: 'AFTER' }],
  ])('refuses %s', async (_title, body) => {
    const { path } = await given();
    expect((await leader.post(path, body)).status).toBe(422);
  });

  it('does not exist for whose case it is not, and is not for who does not hold the task', async () => {
    const { path } = await given();
    expect((await (await api.as('leader.county-0201')).post(path, input())).status).toBe(404);
    expect(await (await api.as(CITY_LEADER)).post(path, input())).toMatchObject({
      status: 403,
      body: { code: 'NOT_HOLDER' },
    });
    expect((await api.anonymous().post(path, input())).status).toBe(401);
  });
});

describe('DELETE /tasks/{taskId}/signers/{signerTaskId}', () => {
  it('asks one of them no longer, once under one key', async () => {
    const { taskId, path } = await given();
    const { body } = await leader.post<Added>(path, input('BESIDE'));
    const [first, second] = body.signers;
    const key = randomUUID();
    const removed = await leader.delete(`${path}/${first?.taskId}`, undefined, { key });
    expect(removed).toMatchObject({ status: 200, body: { taskId, removed: [first?.taskId] } });
    expect((await leader.delete(`${path}/${first?.taskId}`, undefined, { key })).body).toEqual(removed.body);
    await (await api.as(LEGAL)).post(`/tasks/${second?.taskId}/decision`, { outcome: 'APPROVE' });
    expect(await leader.delete(`${path}/${second?.taskId}`)).toMatchObject({
      status: 409,
      body: { code: 'SIGNER_HAS_SPOKEN', title: '加签人已发表意见' },
    });
  });

  it('does not exist for whose case it is not, for another task, and is not for strangers to the task', async () => {
    const { path } = await given();
    const { body } = await leader.post<Added>(path, input('BESIDE'));
    const signer = `${path}/${body.signers[0]?.taskId}`;
    expect((await (await api.as('leader.county-0201')).delete(signer)).status).toBe(404);
    expect((await leader.delete(`${path}/${randomUUID()}`)).status).toBe(404);
    expect(await (await api.as(CITY_LEADER)).delete(signer)).toMatchObject({
      status: 403,
      body: { code: 'NOT_YOURS' },
    });
    expect((await api.anonymous().delete(signer)).status).toBe(401);
  });
});
