import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import {
  actorOf,
  CITY_LEADER,
  givenCase,
  LEADER,
  OWNER,
  publishRoute,
  wish,
  type OfficeCase,
} from '../../tasks/office.ts';
import { FINANCE } from '../../tasks/signers/signers-kit.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

interface Detail {
  id: string;
  version: number;
  waitsFor: string | null;
  assignee: { id: string } | null;
  seats: {
    taskId: string;
    state: string;
    people: { id: string; name: string }[];
    outcome: string | null;
    added: object | null;
  }[];
  history: { operation: string; reason: string | null }[];
  operations: { operation: string; outcomes?: { outcome: string; reasonRequired: boolean; returnTo?: string[] }[] }[];
}

let api: TestApi;
let leader: Caller;
let routeId: string;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  leader = await api.as(LEADER);
  routeId = await publishRoute(api.db, {
    LEADER_APPROVAL: { stages: [wish('county', { returnTo: ['applicant'] }), wish('b', { after: ['county'] })] },
  });
});
afterAll(async () => {
  await api.close();
});

async function given(): Promise<OfficeCase & { path: string }> {
  const one = await givenCase(api.db, routeId);
  await one.open('LEADER_APPROVAL');
  return { ...one, path: `/tasks/${(await one.task('county')).id}` };
}

const names = ({ operations }: Detail) => operations.map(({ operation }) => operation);

describe('GET /tasks/{taskId}', () => {
  it('peers 15: says what I may do, with outcomes and where a reason is required', async () => {
    const { path } = await given();
    const { status, body, headers } = await leader.get<Detail>(path);
    expect(status).toBe(200);
    expect(headers.get('etag')).toContain(String(body.version));
    expect(body.operations.find(({ operation }) => operation === 'DECIDE')?.outcomes).toEqual([
      { outcome: 'APPROVE', reasonRequired: false },
      { outcome: 'REJECT', reasonRequired: true },
      { outcome: 'RETURN', reasonRequired: true, returnTo: ['applicant'] },
    ]);
    expect(names((await (await api.as(CITY_LEADER)).get<Detail>(path)).body)).not.toContain('DECIDE');
  });

  it('peers 15: of two tasks that one person has in one case, shows and decides exactly the one that was opened', async () => {
    const routes = await publishRoute(api.db, {
      LEADER_APPROVAL: {
        stages: [
          wish('price', { outcomes: ['APPROVE', 'REJECT'] }),
          wish('place', { returnTo: ['applicant'], offers: [] }),
        ],
      },
    });
    const one = await givenCase(api.db, routes);
    await one.open('LEADER_APPROVAL');
    const [price, place] = [(await one.task('price')).id, (await one.task('place')).id];
    const seen = async (id: string) => {
      const { body } = await leader.get<Detail>(`/tasks/${id}`);
      const words = body.operations.find(({ operation }) => operation === 'DECIDE')?.outcomes ?? [];
      return { id: body.id, words: words.map(({ outcome }) => outcome), transfers: names(body).includes('TRANSFER') };
    };
    expect(await seen(price)).toEqual({ id: price, words: ['APPROVE', 'REJECT'], transfers: true });
    expect(await seen(place)).toEqual({ id: place, words: ['APPROVE', 'REJECT', 'RETURN'], transfers: false });

    expect((await leader.post(`/tasks/${place}/decision`, { outcome: 'APPROVE' })).body).toMatchObject({
      taskId: place,
    });
    expect((await seen(place)).words).toEqual([]);
    expect(await seen(price)).toEqual({ id: price, words: ['APPROVE', 'REJECT'], transfers: true });
    expect([(await one.task('price')).state, (await one.task('place')).state]).toEqual(['OPEN', 'DONE']);
  });

  it('shows the seats of its stage: who was added and why, who has spoken, and who waits', async () => {
    const { path } = await given();
    const { id: finance } = await actorOf(api.db, FINANCE);
    await leader.post(`${path}/signers`, { people: [finance], place: 'BEFORE', reason: '请先复核' });
    const { body } = await leader.get<Detail>(path);
    expect(body.waitsFor).toBe('SIGNER');
    expect(names(body)).toEqual(['REMOVE_SIGNER']);
    expect(body.seats).toMatchObject([
      { taskId: body.id, state: 'WAITING', added: null },
      { state: 'OPEN', people: [{ id: finance }], added: { to: body.id, place: 'BEFORE', reason: '请先复核' } },
    ]);
    const signer = `/tasks/${body.seats[1]?.taskId}`;
    const theirs = await (await api.as(FINANCE)).get<Detail>(signer);
    expect(names(theirs.body)).toEqual(expect.arrayContaining(['CLAIM', 'DECIDE', 'TRANSFER', 'ADD_BEFORE']));
    await (await api.as(FINANCE)).post(`${signer}/decision`, { outcome: 'APPROVE' });
    const after = await leader.get<Detail>(path);
    expect(after.body.seats).toMatchObject([{ state: 'OPEN' }, { state: 'DONE', outcome: 'APPROVE' }]);
  });

  it('keeps who asked whom, and what was recommended', async () => {
    const { path } = await given();
    const { id: to } = await actorOf(api.db, FINANCE);
    await leader.post(`${path}/delegation`, { to, reason: '请核实' });
    await (await api.as(FINANCE)).post(`${path}/recommendation`, { outcome: 'REJECT', reason: '资信不足' });
    const { body } = await leader.get<Detail>(path);
    expect(body.history).toMatchObject([
      { operation: 'DELEGATE', to: { id: to }, reason: '请核实' },
      { operation: 'RECOMMEND', by: { id: to }, outcome: 'REJECT', reason: '资信不足' },
    ]);
  });

  it('shows the applicant what they owe, and no task of the office', async () => {
    const one = await given();
    const owner = await api.as(OWNER);
    expect((await owner.get(one.path)).status).toBe(404);
    await one.decide(LEADER, 'county', { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });
    const { status, body } = await owner.get<Detail>(`/tasks/${(await one.task('supplement')).id}`);
    expect(status).toBe(200);
    expect(names(body)).toEqual(['CLAIM', 'SUPPLEMENT']);
    expect([body.seats, body.history]).toEqual([[], []]);
  });

  it('gives an auditor the sight and no button', async () => {
    const { path } = await given();
    const { status, body } = await (await api.as('auditor.province')).get<Detail>(path);
    expect([status, body.operations]).toEqual([200, []]);
  });

  it('does not exist for whose case it is not', async () => {
    const { path } = await given();
    expect((await (await api.as('leader.county-0201')).get(path)).status).toBe(404);
    expect((await leader.get(`/tasks/${randomUUID()}`)).status).toBe(404);
    expect((await api.anonymous().get(path)).status).toBe(401);
  });
});
