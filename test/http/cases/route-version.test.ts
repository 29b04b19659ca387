import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { run } from '../../batches/office-batch.ts';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { givenCase, LEADER, publishRoute, republish, REVIEWER, wish, type OfficeCase } from '../../tasks/office.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

const REASON = '新版审批流生效';

let api: TestApi;
let admin: Caller;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  admin = await api.as('administrator.province');
});
afterAll(async () => {
  await api.close();
});

/** A case with its county leader, and the next version of its route, which wants a reviewer first. */
async function given(): Promise<{ one: OfficeCase; policyVersionId: string }> {
  const routeId = await publishRoute(api.db, { LEADER_APPROVAL: { stages: [wish('county')] } });
  const one = await givenCase(api.db, routeId);
  await one.open('LEADER_APPROVAL');
  const { key } = await api.db.sql.one<{ key: string }>('SELECT key FROM policy_version WHERE id = $1', [routeId]);
  const stages = [
    wish('review', { approvers: [{ kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' }] }),
    wish('county', { after: ['review'] }),
  ];
  const policyVersionId = await republish(api.db, 'ROUTE', key, (body) => ({
    ...body,
    phases: { LEADER_APPROVAL: { stages } },
  }));
  return { one, policyVersionId };
}

describe('POST /cases/{caseId}/route-version', () => {
  it('shows what it would do, does it once, and the office reads why', async () => {
    const { one, policyVersionId } = await given();
    const path = `/cases/${one.id}/route-version`;
    expect(await admin.post(`${path}/preview`, { policyVersionId })).toMatchObject({
      status: 200,
      body: {
        phase: 'LEADER_APPROVAL',
        tasks: [{ stage: 'county', fate: 'WAITS', state: 'OPEN' }],
        opened: [{ stage: 'review', holders: [{ name: expect.any(String) }] }],
        newStages: ['review'],
        goneStages: [],
      },
    });
    expect(await one.live()).toEqual(['county OPEN']);

    const key = randomUUID();
    const first = await admin.post(path, { policyVersionId, reason: REASON }, { key });
    expect(first).toMatchObject({ status: 200, body: { stages: { county: 'WAITS' }, opened: ['review'] } });
    expect((await admin.post(path, { policyVersionId, reason: REASON }, { key })).body).toEqual(first.body);
    expect(await one.live()).toEqual(['review OPEN']);
    const reviewer = await api.as(REVIEWER);
    const { body } = await reviewer.get<{ items: object[] }>(`/cases/${one.id}/timeline`);
    expect(body.items.at(-1)).toMatchObject({ action: 'ROUTE_MOVED', reason: REASON });
    const owner = await api.as('owner.0001@example.com');
    const own = await owner.get<{ items: { action: string }[] }>(`/cases/${one.id}/timeline`);
    expect(own.body.items.map(({ action }) => action)).not.toContain('ROUTE_MOVED');
    expect(await admin.post(path, { policyVersionId, reason: REASON })).toMatchObject({
      status: 409,
      body: { code: 'ROUTE_VERSION_NOT_POSSIBLE', title: '不能改用该审批流版本', facts: { reasonCode: 'NOT_NEWER' } },
    });
    const english = { headers: { 'accept-language': 'en' } };
    expect((await admin.post(path, { policyVersionId, reason: REASON }, english)).body['title']).toBe(
      'Not to this version of the route',
    );
  });

  it('is an administrator’s, of a case that is there, with a reason', async () => {
    const { one, policyVersionId } = await given();
    const path = `/cases/${one.id}/route-version`;
    const body = { policyVersionId, reason: REASON };
    expect((await api.anonymous().post(path, body)).status).toBe(401);
    expect((await (await api.as(LEADER)).post(path, body)).status).toBe(403);
    expect((await (await api.as(LEADER)).post(`${path}/preview`, { policyVersionId })).status).toBe(403);
    expect((await admin.post(path, { policyVersionId })).status).toBe(422);
    expect((await admin.post(`/cases/${randomUUID()}/route-version`, body)).status).toBe(404);
    expect((await admin.post(`/cases/${randomUUID()}/route-version/preview`, { policyVersionId })).status).toBe(404);
    expect(await one.live()).toEqual(['county OPEN']);
  });
});

describe('POST /route-moves', () => {
  it('tells page by page what becomes of every open task and deadline, of the cases chosen, and moves these', async () => {
    const working = (n: number) => ({ due: { n, unit: 'WORKING_DAY' } }) as const;
    const before = [
      wish('a', working(3)),
      wish('b', working(9)),
      wish('c', working(3)),
      wish('d'),
      wish('e', working(3)),
    ];
    const routeId = await publishRoute(api.db, { LEADER_APPROVAL: { stages: before } });
    const cases = [
      await givenCase(api.db, routeId),
      await givenCase(api.db, routeId),
      await givenCase(api.db, routeId),
    ];
    for (const one of cases) await one.open('LEADER_APPROVAL');
    const [first, second, third] = cases.map(({ id }) => id);
    const { key } = await api.db.sql.one<{ key: string }>('SELECT key FROM policy_version WHERE id = $1', [routeId]);
    const stages = [wish('a', working(9)), wish('b', working(4)), wish('c', working(3)), wish('d', working(3))];
    const policyVersionId = await republish(api.db, 'ROUTE', key, (body) => ({
      ...body,
      phases: { LEADER_APPROVAL: { stages } },
    }));
    const units = await api.db.sql.rows<{ code: string; id: string }>(
      `SELECT code, id FROM unit WHERE code IN ('county-0101', 'county-0102') ORDER BY code`,
    );
    const [here, elsewhere] = units.map(({ id }) => id);
    await api.db.sql.run('UPDATE "case" SET unit_id = $2 WHERE id = $1', [third, elsewhere]);
    interface Shown extends Record<string, unknown> {
      items: {
        caseId: string;
        code: string | null;
        tasks: { stage: string; fate: string; dueAfter: string | null }[];
      }[];
      next: string | null;
      deadlines: object;
    }
    const look = async (chosen: object) =>
      (await admin.post<Shown>('/route-moves/preview/cases', { policyVersionId, ...chosen })).body;

    const page = await look({ limit: 1 });
    expect(page.items).toMatchObject([{ caseId: first, code: null, phase: 'LEADER_APPROVAL', phaseOutcome: null }]);
    const fates = Object.fromEntries(page.items[0]?.tasks.map(({ stage, fate }) => [stage, fate]) ?? []);
    expect(fates).toEqual({ a: 'REDATED', b: 'REDATED', c: 'KEPT', d: 'REDATED', e: 'GONE' });
    expect(page.deadlines).toEqual({ LATER: 1, EARLIER: 1, UNCHANGED: 1, GIVEN: 1, ENDED: 1 });
    const rest = await look({ limit: 5, cursor: page.next });
    expect(rest.items.map(({ caseId }) => caseId)).toEqual([second, third]);
    expect(rest).toMatchObject({ next: null, deadlines: { LATER: 2, EARLIER: 2 } });

    const idsOf = async (chosen: object) => (await look(chosen)).items.map(({ caseId }) => caseId);
    expect(await idsOf({ unitId: here })).toEqual([first, second]);
    expect(await idsOf({ unitId: elsewhere, caseIds: [first, third] })).toEqual([third]);
    expect(await idsOf({ caseIds: [randomUUID()] })).toEqual([]);
    const counted = await admin.post('/route-moves/preview', { policyVersionId, unitId: here });
    expect(counted.body).toMatchObject({ total: 2, lookedAt: 2 });
    expect((await (await api.as(LEADER)).post('/route-moves/preview/cases', { policyVersionId })).status).toBe(403);

    const order = { policyVersionId, caseIds: [second], reason: REASON };
    const ordered = await admin.post<{ batchId: string }>('/route-moves', order);
    expect(ordered).toMatchObject({ status: 202, body: { total: 1 } });
    await run(api.db, ordered.body.batchId);
    expect(await idsOf({})).toEqual([first, third]);
    expect(await admin.post('/route-moves', order)).toMatchObject({ status: 422, body: { code: 'NOTHING_TO_DO' } });
  });

  it('counts the cases of older versions, and moves each with a result of its own', async () => {
    const { one, policyVersionId } = await given();
    expect((await admin.post('/route-moves/preview', { policyVersionId })).body).toMatchObject({
      total: 1,
      lookedAt: 1,
      stages: { county: { WAITS: 1 } },
      opens: { review: 1 },
    });
    const ordered = await admin.post<{ batchId: string }>('/route-moves', { policyVersionId, reason: REASON });
    expect(ordered).toMatchObject({ status: 202, body: { total: 1 } });
    await run(api.db, ordered.body.batchId);
    expect((await admin.get(`/batches/${ordered.body.batchId}/items`)).body).toMatchObject({
      items: [{ step: 'MOVE_ROUTE', caseId: one.id, code: 'DONE', facts: { opened: ['review'] } }],
    });
    expect(await one.live()).toEqual(['review OPEN']);
    expect(await admin.post('/route-moves', { policyVersionId, reason: REASON })).toMatchObject({
      status: 422,
      body: { code: 'NOTHING_TO_DO' },
    });
    expect((await (await api.as(LEADER)).post('/route-moves', { policyVersionId, reason: REASON })).status).toBe(403);
  });
});
