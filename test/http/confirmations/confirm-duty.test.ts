import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../../support/api.ts';
import { CITY_LEADER, givenCase, LEADER, publishRoute, wish, type OfficeCase } from '../../tasks/office.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

interface Listed {
  items: { confirmationId: string; taskId: string; state: string; decidedBy: { id: string }[] }[];
  next: string | null;
}
interface Detail {
  confirmation: { state: string; note: string | null } | null;
  operations: { operation: string }[];
  history: { operation: string; reason: string | null }[];
}

let api: TestApi;
let routeId: string;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  routeId = await publishRoute(api.db, {
    LEADER_APPROVAL: { stages: [wish('county', { confirm: 'SUPERVISOR' }), wish('b', { after: ['county'] })] },
  });
});
afterAll(async () => {
  await api.close();
});

/** A stage of the county's leader that is done; its supervisor is the city's. */
async function given(): Promise<OfficeCase & { taskId: string; path: string }> {
  const one = await givenCase(api.db, routeId);
  await one.open('LEADER_APPROVAL');
  const { id } = await one.task('county');
  await one.approve(LEADER, 'county');
  return { ...one, taskId: id, path: `/tasks/${id}/confirmation` };
}

const note = '核查记录不全';

describe('POST /tasks/{taskId}/confirmation', () => {
  it('[NTF-01] is what the supervisor finds in their list and on the task, and answers once', async () => {
    const { id, taskId, path } = await given();
    const supervisor = await api.as(CITY_LEADER);
    const mine = async (state: string) =>
      (await supervisor.get<Listed>(`/confirmations?state=${state}&limit=100`)).body.items.find(
        (one) => one.taskId === taskId,
      );
    expect(await mine('OPEN')).toMatchObject({ state: 'OPEN', decidedBy: [{ id: expect.any(String) }] });
    const detail = async () => (await supervisor.get<Detail>(`/tasks/${taskId}`)).body;
    expect((await detail()).operations).toContainEqual({ operation: 'CONFIRM' });

    const key = randomUUID();
    const first = await supervisor.post(path, { accepted: false, note }, { key });
    expect(first).toMatchObject({ status: 200, body: { taskId, state: 'NOT_ACCEPTED' } });
    expect((await supervisor.post(path, { accepted: false, note }, { key })).body).toEqual(first.body);
    expect(await mine('OPEN')).toBeUndefined();
    expect(await mine('NOT_ACCEPTED')).toMatchObject({ state: 'NOT_ACCEPTED' });

    expect((await supervisor.post(path, { accepted: true })).body).toMatchObject({ state: 'CONFIRMED' });
    const after = await detail();
    expect(after.confirmation).toMatchObject({ state: 'CONFIRMED', note: null });
    expect(after.operations).not.toContainEqual({ operation: 'CONFIRM' });
    expect(after.history.map(({ operation, reason }) => [operation, reason])).toEqual([
      ['NOT_ACCEPT', note],
      ['CONFIRM', null],
    ]);
    const { body } = await supervisor.get<{ items: { action: string; reason: string | null }[] }>(
      `/cases/${id}/timeline`,
    );
    expect(body.items.slice(-2)).toMatchObject([
      { action: 'DUTY_NOT_ACCEPTED', reason: note },
      { action: 'DUTY_CONFIRMED', reason: null },
    ]);
  });

  it('is nothing the applicant reads', async () => {
    const { id, path } = await given();
    await (await api.as(CITY_LEADER)).post(path, { accepted: true });
    const applicant = await api.as('owner.0001@example.com');
    const { body } = await applicant.get<{ items: { action: string }[] }>(`/cases/${id}/timeline`);
    expect(body.items.map(({ action }) => action).filter((action) => action.startsWith('DUTY'))).toEqual([]);
  });

  it('is not for who did it, nor for whose case it is not, and says so in both languages', async () => {
    const { path } = await given();
    const holder = await api.as(LEADER);
    expect(await holder.post(path, { accepted: true })).toMatchObject({
      status: 403,
      body: { code: 'NOT_SUPERVISOR' },
    });
    expect((await (await api.as('leader.county-0201')).post(path, { accepted: true })).status).toBe(404);
    expect((await api.anonymous().post(path, { accepted: true })).status).toBe(401);
    const supervisor = await api.as(CITY_LEADER);
    expect(await supervisor.post(path, { accepted: false })).toMatchObject({
      status: 422,
      body: { code: 'REASON_MISSING' },
    });
    await supervisor.post(path, { accepted: true });
    expect((await supervisor.post(path, { accepted: true })).body).toMatchObject({
      code: 'ALREADY_CONFIRMED',
      title: '已督办确认',
    });
  });

  it('is listed page by page, newest first', async () => {
    const tasks = [(await given()).taskId, (await given()).taskId];
    const supervisor = await api.as(CITY_LEADER);
    const first = (await supervisor.get<Listed>('/confirmations?limit=1')).body;
    const second = (await supervisor.get<Listed>(`/confirmations?limit=1&cursor=${first.next ?? ''}`)).body;
    expect([...second.items, ...first.items].map(({ taskId }) => taskId)).toEqual(tasks);
  });
});
