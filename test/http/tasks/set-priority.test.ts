import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../../support/api.ts';
import { CITY_LEADER, givenCase, LEADER, publishRoute, wish, type OfficeCase } from '../../tasks/office.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

interface Listed {
  items: { id: string; priority: number; startBy: string | null; atRiskAt: string | null; dueAt: string | null }[];
}

let api: TestApi;
let routeId: string;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  routeId = await publishRoute(api.db, {
    LEADER_APPROVAL: {
      stages: [
        wish('county', {
          priority: 60,
          due: { n: 3, unit: 'WORKING_DAY' },
          startBy: { n: 1, unit: 'WORKING_DAY' },
          atRiskBefore: { n: 1, unit: 'WORKING_DAY' },
        }),
        wish('b', { after: ['county'] }),
      ],
    },
  });
});
afterAll(async () => {
  await api.close();
});

async function given(): Promise<OfficeCase & { taskId: string; path: string }> {
  const one = await givenCase(api.db, routeId);
  await one.open('LEADER_APPROVAL');
  const { id } = await one.task('county');
  return { ...one, taskId: id, path: `/tasks/${id}/priority` };
}

const input = { priority: 90, reason: '年底前须办结' };

describe('POST /tasks/{taskId}/priority', () => {
  it('[NTF-02] ranks a task of the list, which shows its priority and its timetable', async () => {
    const { taskId, path } = await given();
    const leader = await api.as(LEADER);
    const listed = async () =>
      (await leader.get<Listed>('/tasks?list=pools&limit=100')).body.items.find(({ id }) => id === taskId);
    const before = await listed();
    expect(before).toMatchObject({ priority: 60 });
    const instants = [before?.startBy, before?.atRiskAt, before?.dueAt].map((at) => new Date(at ?? NaN).getTime());
    expect(instants.every((at) => at > Date.now())).toBe(true);
    const supervisor = await api.as(CITY_LEADER);
    const key = randomUUID();
    const first = await supervisor.post(path, input, { key });
    expect(first).toMatchObject({ status: 200, body: { taskId, priority: 90 } });
    expect((await supervisor.post(path, input, { key })).body).toEqual(first.body);
    expect(await listed()).toEqual({ ...before, priority: 90 });
  });

  it('is on record with what it was, and why', async () => {
    const { id, path } = await given();
    const administrator = await api.as('administrator.province');
    expect((await administrator.post(path, input)).status).toBe(200);
    const { body } = await administrator.get<{ items: { action: string; reason: string | null }[] }>(
      `/cases/${id}/timeline`,
    );
    expect(body.items.at(-1)).toMatchObject({ action: 'TASK_PRIORITY_SET', reason: '年底前须办结' });
    const entry = await api.db.sql.one(
      `SELECT payload::jsonb -> 'before' AS before FROM audit_entry WHERE case_id = $1 AND action = 'TASK_PRIORITY_SET'`,
      [id],
    );
    expect(entry).toEqual({ before: { priority: 60 } });
  });

  it.each([
    ['above the highest', { ...input, priority: 101 }],
    ['a fraction', { ...input, priority: 1.5 }],
    ['without a reason', { priority: 90 }],
  ])('refuses one %s', async (_title, body) => {
    const { path } = await given();
    expect((await (await api.as(CITY_LEADER)).post(path, body)).status).toBe(422);
  });

  it('is not for its holder, nor for whose case it is not, nor when it is decided', async () => {
    const one = await given();
    expect(await (await api.as(LEADER)).post(one.path, input)).toMatchObject({
      status: 403,
      body: { code: 'NOT_SUPERVISOR' },
    });
    expect((await (await api.as('leader.county-0201')).post(one.path, input)).status).toBe(404);
    expect((await api.anonymous().post(one.path, input)).status).toBe(401);
    await one.approve(LEADER, 'county');
    expect(await (await api.as(CITY_LEADER)).post(one.path, input)).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_DECIDED' },
    });
  });
});
