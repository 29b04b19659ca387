import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { givenCase, LEADER, publishRoute, REVIEWER, wish, type OfficeCase } from '../../tasks/office.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

let api: TestApi;
let leader: Caller;
let routeId: string;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  leader = await api.as(LEADER);
  const approvers = [{ kind: 'ROLE' as const, role: 'CHANNEL_REVIEWER' as const, unit: 'COUNTY' as const }];
  routeId = await publishRoute(api.db, {
    MATERIAL_REVIEW: { stages: [wish('check', { approvers, due: { n: 3, unit: 'WORKING_DAY' } })] },
  });
});
afterAll(async () => {
  await api.close();
});

async function given(): Promise<OfficeCase & { path: string }> {
  const one = await givenCase(api.db, routeId);
  await one.open('MATERIAL_REVIEW');
  return { ...one, path: `/tasks/${(await one.task('check')).id}/deadline` };
}

const later = () => new Date(Date.now() + 90 * 86_400_000).toISOString();

describe('POST /tasks/{taskId}/deadline', () => {
  it('moves the deadline, once under one key, and the office reads why', async () => {
    const one = await given();
    const input = { dueAt: later(), reason: '需补充现场核查' };
    const key = randomUUID();
    const first = await leader.post(one.path, input, { key });
    expect(first).toMatchObject({ status: 200, body: { dueAt: input.dueAt } });
    expect(await leader.post(one.path, input, { key })).toMatchObject({ status: 200, body: { dueAt: input.dueAt } });
    const reviewer = await api.as(REVIEWER);
    const { body } = await reviewer.get<{ items: { action: string; reason: string | null; stage: string | null }[] }>(
      `/cases/${one.id}/timeline`,
    );
    expect(body.items.filter(({ action }) => action === 'DEADLINE_POSTPONED')).toEqual([
      expect.objectContaining({ reason: '需补充现场核查', stage: 'check' }),
    ]);
    const inbox = await reviewer.get<{ items: { caseId: string; dueAt: string }[] }>('/tasks?list=pools&limit=100');
    expect(inbox.body.items.filter(({ caseId }) => caseId === one.id)).toMatchObject([{ dueAt: input.dueAt }]);
  });

  it('says no in the reader’s language', async () => {
    const one = await given();
    expect(await leader.post(one.path, { dueAt: '2000-01-01T00:00:00Z', reason: '补录' })).toMatchObject({
      status: 409,
      body: { code: 'DEADLINE_NOT_LATER', title: '新期限须晚于原期限' },
    });
  });

  it.each([
    ['no reason', { dueAt: '2999-01-01T00:00:00Z' }],
    ['no instant', { reason: '材料多' }],
    ['a day without a time', { dueAt: '2999-01-01', reason: '材料多' }],
    ['a field nobody knows', { dueAt: '2999-01-01T00:00:00Z', reason: '材料多', by: 'me' }],
  ])('refuses %s', async (_title, body) => {
    const one = await given();
    expect((await leader.post(one.path, body)).status).toBe(422);
  });

  it('does not exist for whose case it is not, and is not for who does not supervise it', async () => {
    const one = await given();
    const input = { dueAt: later(), reason: '材料多' };
    expect((await (await api.as('leader.county-0201')).post(one.path, input)).status).toBe(404);
    expect(await (await api.as(REVIEWER)).post(one.path, input)).toMatchObject({
      status: 403,
      body: { code: 'NOT_SUPERVISOR' },
    });
    expect((await api.anonymous().post(one.path, input)).status).toBe(401);
  });
});
