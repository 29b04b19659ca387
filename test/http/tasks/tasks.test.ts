import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { overClient } from '../../../src/persistence/tx.ts';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { CITY_LEADER, givenCase, LEADER, OWNER, publishRoute, wish, type OfficeCase } from '../../tasks/office.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

const NOWHERE = randomUUID();
const CITY = [{ kind: 'ROLE', role: 'LEADER', unit: 'CITY' }] as const;

let api: TestApi;
let leader: Caller;
let routeId: string;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  leader = await api.as(LEADER);
  routeId = await publishRoute(api.db, {
    LEADER_APPROVAL: {
      stages: [
        wish('county', { due: { n: 3600, unit: 'SECOND' } }),
        wish('city', { after: ['county'], approvers: [...CITY], returnTo: ['county'] }),
      ],
    },
  });
});
afterAll(async () => {
  expect((await verifyAudit(api.db)).faults).toEqual([]);
  await api.close();
});

async function given(): Promise<OfficeCase & { taskId: string }> {
  const one = await givenCase(api.db, routeId);
  await one.open('LEADER_APPROVAL');
  return { ...one, taskId: (await one.task('county')).id };
}

interface Page {
  readonly items: readonly { readonly id: string; readonly caseId: string }[];
  readonly next: string | null;
}

describe('GET /tasks', () => {
  it('walks through the pools page by page, and lists what I hold', async () => {
    const ids = new Set<string>();
    for (let n = 0; n < 3; n += 1) ids.add((await given()).taskId);
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const query: string = next === '' ? '' : `&cursor=${next}`;
      const page = await leader.get<Page>(`/tasks?list=pools&limit=2${query}`);
      expect(page.status).toBe(200);
      seen.push(...page.body.items.map(({ id }) => id));
      next = page.body.next;
    }
    expect(seen).toEqual([...new Set(seen)]);
    expect(seen).toEqual(expect.arrayContaining([...ids]));

    const [first = ''] = ids;
    await leader.post(`/tasks/${first}/claim`);
    const mine = await leader.get<Page>('/tasks');
    expect(mine.body.items).toEqual([expect.objectContaining({ id: first, state: 'CLAIMED', stage: 'county' })]);
    await leader.post(`/tasks/${first}/release`);
  });

  it.each([
    ['another list', 'list=others'],
    ['a page of nothing', 'limit=0'],
    ['too long a page', 'limit=101'],
    ['a cursor that is none', 'cursor=nonsense'],
    [
      'a cursor with an instant that is none',
      `cursor=${Buffer.from(JSON.stringify({ due: '2026-99-99', id: NOWHERE })).toString('base64url')}`,
    ],
    ['a field nobody knows', 'sort=name'],
  ])('refuses %s', async (_title, query) => {
    expect((await leader.get(`/tasks?${query}`)).status).toBe(422);
  });

  it('is for those who work on tasks', async () => {
    expect((await api.anonymous().get('/tasks')).status).toBe(401);
    expect((await (await api.as('auditor.province')).get('/tasks')).status).toBe(403);
  });
});

describe('GET /tasks/counts, /tasks/done and /cases/started', () => {
  it('say what I did a moment ago', async () => {
    const one = await given();
    const before = await leader.get('/tasks/counts');
    await leader.post(`/tasks/${one.taskId}/decision`, { outcome: 'APPROVE' });

    const after = await leader.get('/tasks/counts');
    const done = await leader.get<Page>('/tasks/done?limit=1');

    expect(Number(after.body['done'])).toBe(Number(before.body['done']) + 1);
    expect(Number(after.body['pools'])).toBe(Number(before.body['pools']) - 1);
    expect(done.body.items).toEqual([expect.objectContaining({ taskId: one.taskId, outcome: 'APPROVE' })]);
    expect((await leader.get('/tasks/done?cursor=bm9uc2Vuc2U')).status).toBe(422);
  });

  it('list to the company what it has begun', async () => {
    const one = await given();
    const owner = await api.as(OWNER);

    expect((await owner.get<Page>('/cases/started?limit=1')).body.items).toEqual([
      expect.objectContaining({ caseId: one.id, state: 'LEADER_APPROVAL' }),
    ]);
    expect((await leader.get<Page>('/cases/started')).body.items).toEqual([]);
  });
});

describe('POST /tasks/{taskId}/claim and /release', () => {
  it('take a task and give it back', async () => {
    const { taskId } = await given();

    expect(await leader.post(`/tasks/${taskId}/claim`)).toMatchObject({
      status: 200,
      body: { taskId, state: 'CLAIMED', progress: 'DONE' },
    });
    expect(await leader.post(`/tasks/${taskId}/release`)).toMatchObject({ status: 200, body: { state: 'OPEN' } });
    expect(await leader.post(`/tasks/${taskId}/release`)).toMatchObject({ status: 409, body: { code: 'NOT_CLAIMED' } });
  });

  it('are refused to those who only may read the case, and unknown to those who may not', async () => {
    const { taskId } = await given();

    const reader = await api.as('administrator.province');
    expect(await reader.post(`/tasks/${taskId}/claim`)).toMatchObject({ status: 403, body: { code: 'NOT_HOLDER' } });
    expect((await reader.post(`/tasks/${taskId}/release`)).status).toBe(409);
    for (const act of ['claim', 'release']) {
      expect((await (await api.as('owner.0002@example.com')).post(`/tasks/${taskId}/${act}`)).status).toBe(404);
      expect((await (await api.as('leader.county-0201')).post(`/tasks/${taskId}/${act}`)).status).toBe(404);
      expect((await leader.post(`/tasks/${NOWHERE}/${act}`)).status).toBe(404);
      expect((await api.anonymous().post(`/tasks/${taskId}/${act}`)).status).toBe(401);
      expect((await leader.post(`/tasks/${taskId}/${act}`, undefined, { key: '' })).body['code']).toBe('KEY_MISSING');
    }
  });
});

describe('POST /tasks/{taskId}/decision', () => {
  const decide = (taskId: string, body: unknown, by: Caller = leader) => by.post(`/tasks/${taskId}/decision`, body);

  it('is answered with what it opened, and stands while the engine is away', async () => {
    const one = await given();

    const inside = await decide(one.taskId, { outcome: 'APPROVE' });
    const { id: next } = await one.task('city');
    expect(inside).toMatchObject({
      status: 200,
      body: { caseId: one.id, taskId: one.taskId, phaseOutcome: null, opened: [next], progress: 'DONE' },
    });

    const ending = await decide(next, { outcome: 'APPROVE' }, await api.as(CITY_LEADER));
    expect(ending).toMatchObject({ status: 200, body: { phaseOutcome: 'APPROVED', opened: [], progress: 'PENDING' } });
    expect((await leader.get(`/cases/${one.id}`)).body).toMatchObject({ progress: 'PENDING', openTasks: [] });
    const [row] = await api.db.sql.rows('SELECT kind, outcome FROM outbox WHERE case_id = $1', [one.id]);
    expect(row).toEqual({ kind: 'WAKE', outcome: 'APPROVED' });
  });

  it('made twice is refused the second time', async () => {
    const { taskId } = await given();
    await decide(taskId, { outcome: 'APPROVE' });

    expect(await decide(taskId, { outcome: 'APPROVE' })).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_DECIDED' },
    });
  });

  it('sent again under its key is answered as before', async () => {
    const { taskId } = await given();
    const key = randomUUID();
    const first = await leader.post(`/tasks/${taskId}/decision`, { outcome: 'APPROVE' }, { key });

    const again = await leader.post(`/tasks/${taskId}/decision`, { outcome: 'APPROVE' }, { key });

    expect(again.body).toEqual(first.body);
  });

  it.each<[string, unknown, number, string]>([
    ['without a reason where one is needed', { outcome: 'REJECT' }, 422, 'REASON_MISSING'],
    ['with an outcome that nobody knows', { outcome: 'MAYBE' }, 422, 'INVALID'],
    ['with a field that nobody knows', { outcome: 'APPROVE', bonus: 1 }, 422, 'UNKNOWN_FIELD'],
    ['that is no JSON', '{', 400, 'MALFORMED'],
    [
      'that returns it where the route does not lead',
      { outcome: 'RETURN', returnTo: 'applicant', reason: '退' },
      422,
      'RETURN_TARGET_UNKNOWN',
    ],
    ['with too long a reason', { outcome: 'REJECT', reason: '长'.repeat(4_001) }, 422, 'INVALID'],
    ['with a zero byte in its reason', { outcome: 'REJECT', reason: 'a\u0000b' }, 422, 'INVALID'],
  ])('%s is refused', async (_title, body, status, code) => {
    const { taskId } = await given();

    expect(await decide(taskId, body)).toMatchObject({ status, body: { code } });
  });

  it('keeps rare characters and whatever looks like SQL as they were written', async () => {
    const one = await given();
    const reason = `㛃𠮷😀'); DROP TABLE task; --`;
    await decide(one.taskId, { outcome: 'REJECT', reasonCode: 'OTHER', reason });

    expect(await api.db.sql.rows('SELECT reason FROM decision WHERE case_id = $1', [one.id])).toEqual([{ reason }]);
  });

  it('of somebody else is refused, and unknown to strangers', async () => {
    const { taskId } = await given();
    const body = { outcome: 'APPROVE' };

    expect(await decide(taskId, body, await api.as(CITY_LEADER))).toMatchObject({
      status: 403,
      body: { code: 'NOT_HOLDER' },
    });
    expect((await decide(taskId, body, await api.as('owner.0002@example.com'))).status).toBe(404);
    expect((await decide(taskId, body, api.anonymous())).status).toBe(401);
  });

  it('on a case that somebody holds for long is answered busy, and not kept', async () => {
    const one = await given();
    const key = randomUUID();
    const send = () => leader.post(`/tasks/${one.taskId}/decision`, { outcome: 'APPROVE' }, { key });
    const holder = await api.db.pool.connect();
    try {
      await holder.query('BEGIN');
      await overClient(holder).one('SELECT id FROM "case" WHERE id = $1 FOR NO KEY UPDATE', [one.id]);
      const busy = await send();
      expect(busy).toMatchObject({ status: 503, body: { code: 'BUSY' } });
      expect(Number(busy.headers.get('retry-after'))).toBeGreaterThan(0);
    } finally {
      await holder.query('ROLLBACK');
      holder.release();
    }
    expect((await send()).status).toBe(200);
  });
});

describe('POST /decisions/{decisionId}/taking-back', () => {
  it('gives me the task again; nobody else may, and strangers know nothing of it', async () => {
    const one = await given();
    const decided = await leader.post<{ decisionId: string }>(`/tasks/${one.taskId}/decision`, { outcome: 'APPROVE' });
    const path = `/decisions/${decided.body.decisionId}/taking-back`;

    expect(await (await api.as(CITY_LEADER)).post(path)).toMatchObject({ status: 403, body: { code: 'NOT_YOURS' } });
    expect((await (await api.as('leader.county-0201')).post(path)).status).toBe(404);
    expect(await leader.post(path)).toMatchObject({ status: 200, body: { stage: 'county', progress: 'DONE' } });
    expect(await leader.post(path)).toMatchObject({ status: 409, body: { code: 'TAKE_BACK_TOO_LATE' } });
    expect((await leader.post(`/decisions/${NOWHERE}/taking-back`)).status).toBe(404);
  });
});
