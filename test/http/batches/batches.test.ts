import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { run } from '../../batches/office-batch.ts';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { givenCase, LEADER, publishRoute, wish, type OfficeCase } from '../../tasks/office.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

let api: TestApi;
let leader: Caller;
let routeId: string;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  leader = await api.as(LEADER);
  routeId = await publishRoute(api.db, { LEADER_APPROVAL: { stages: [wish('county', { bulk: true })] } });
});
afterAll(async () => {
  await api.close();
});

async function given(): Promise<{ one: OfficeCase; taskId: string }> {
  const one = await givenCase(api.db, routeId);
  await one.open('LEADER_APPROVAL');
  return { one, taskId: (await one.task('county')).id };
}

const ID = '00000000-0000-4000-8000-000000000001';
const APPROVE = { outcome: 'APPROVE' };

async function ordered(taskIds: readonly string[], key = randomUUID()): Promise<string> {
  const { status, body } = await leader.post('/tasks/bulk-decisions', { taskIds, decision: APPROVE }, { key });
  expect(status).toBe(202);
  return String(body['batchId']);
}

describe('POST /tasks/bulk-decisions', () => {
  it('peers 4: takes the order once under one key, and what became of each task is read page by page', async () => {
    const [first, second] = [await given(), await given()];
    const key = randomUUID();
    const taskIds = [first.taskId, second.taskId, randomUUID()];
    const batchId = await ordered(taskIds, key);
    expect(await ordered(taskIds, key)).toBe(batchId);
    expect(await leader.get(`/batches/${batchId}`)).toMatchObject({
      status: 200,
      body: { kind: 'BULK_DECISION', state: 'ORDERED', total: 3, params: APPROVE, counts: { PENDING: 3, DONE: 0 } },
    });

    await run(api.db, batchId);

    expect((await leader.get(`/batches/${batchId}`)).body).toMatchObject({
      state: 'DONE',
      counts: { PENDING: 0, DONE: 2, REFUSED: 1 },
    });
    const page = await leader.get<Page>(`/batches/${batchId}/items?limit=2`);
    expect(page.body.items.map(({ code }) => code)).toEqual(['DONE', 'DONE']);
    expect(page.body.items[0]).toMatchObject({ taskId: first.taskId, caseId: first.one.id, state: 'DONE' });
    const rest = await leader.get<Page>(`/batches/${batchId}/items?limit=2&cursor=${page.body.next ?? ''}`);
    expect(rest.body).toMatchObject({ items: [{ n: 3, code: 'NOT_FOUND', caseId: null }], next: null });
    expect((await leader.get<Page>(`/batches/${batchId}/items?state=REFUSED`)).body.items).toHaveLength(1);
    const timeline = await leader.get<{ items: { action: string }[] }>(`/cases/${first.one.id}/timeline`);
    expect(timeline.body.items.at(-1)?.action).toBe('TASK_APPROVE');
  });

  it.each([
    ['no task', { taskIds: [], decision: APPROVE }],
    ['the same task twice', { taskIds: Array.from({ length: 2 }, () => ID), decision: APPROVE }],
    ['a signature', { taskIds: [ID], decision: { outcome: 'SIGN' } }],
    ['a return to the applicant', { taskIds: [ID], decision: { outcome: 'RETURN', returnTo: 'applicant' } }],
    ['a reason of blanks', { taskIds: [ID], decision: APPROVE, reason: '  ' }],
    ['a field nobody knows', { taskIds: [ID], decision: APPROVE, silent: true }],
  ])('peers 4: refuses %s', async (_title, body) => {
    expect((await leader.post('/tasks/bulk-decisions', body)).status).toBe(422);
  });

  it('says in the reader’s language how many go at once', async () => {
    const taskIds = Array.from({ length: 201 }, () => randomUUID());
    const answer = await leader.post('/tasks/bulk-decisions', { taskIds, decision: APPROVE });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'TOO_MANY_ITEMS', title: '一次处理的数量过多', facts: { maximum: 200, given: 201 } },
    });
    const english = { headers: { 'accept-language': 'en' } };
    const again = await leader.post('/tasks/bulk-decisions', { taskIds, decision: APPROVE }, english);
    expect(again.body).toMatchObject({ code: 'TOO_MANY_ITEMS', title: 'Too many at once' });
  });

  it('is for people who work on tasks', async () => {
    const body = { taskIds: [ID], decision: APPROVE };
    expect((await api.anonymous().post('/tasks/bulk-decisions', body)).status).toBe(401);
    expect((await (await api.as('auditor.province')).post('/tasks/bulk-decisions', body)).status).toBe(403);
  });
});

describe('a batch', () => {
  it('is there for whoever ordered it, for administrators and auditors, and for nobody else', async () => {
    const batchId = await ordered([randomUUID()]);
    for (const login of ['administrator.province', 'auditor.province']) {
      const overseer = await api.as(login);
      expect((await overseer.get(`/batches/${batchId}`)).status).toBe(200);
      expect((await overseer.get<Page>('/batches')).body.items.map(({ id }) => id)).toContain(batchId);
    }
    const other = await api.as('leader.city-01');
    expect((await other.get(`/batches/${batchId}`)).status).toBe(404);
    expect((await other.get(`/batches/${batchId}/items`)).status).toBe(404);
    expect((await other.post(`/batches/${batchId}/cancellation`)).status).toBe(404);
    expect((await other.get<Page>('/batches')).body).toEqual({ items: [], next: null });
    expect((await leader.get<Page>('/batches?limit=1')).body.items[0]?.id).toBe(batchId);
  });

  it('is stopped by whoever ordered it or an administrator, once', async () => {
    const { one, taskId } = await given();
    const batchId = await ordered([taskId]);
    const path = `/batches/${batchId}/cancellation`;
    expect((await (await api.as('auditor.province')).post(path)).status).toBe(403);
    expect(await (await api.as('administrator.province')).post(path)).toMatchObject({
      status: 200,
      body: { state: 'CANCELED', canceled: 1 },
    });
    expect(await leader.post(path)).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
    await run(api.db, batchId);
    expect(await one.live()).toEqual(['county OPEN']);
    expect((await leader.get(`/batches/${batchId}`)).body).toMatchObject({ counts: { CANCELED: 1, PENDING: 0 } });
  });
});

interface Page {
  readonly items: readonly { id: string; n: number; code: string | null; taskId: string; caseId: string }[];
  readonly next: string | null;
}
