import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { CITY_LEADER, givenCase, LEADER, publishRoute, REVIEWER, wish, type OfficeCase } from '../../tasks/office.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

interface Page {
  readonly items: readonly { readonly caseId: string; readonly stage: string }[];
  readonly next: string | null;
}

let api: TestApi;
let leader: Caller;
const cases: OfficeCase[] = [];
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  leader = await api.as(LEADER);
  const routeId = await publishRoute(api.db, {
    MATERIAL_REVIEW: { stages: [wish('low', { priority: 10 })] },
    LEADER_APPROVAL: { stages: [wish('high', { priority: 90 })] },
  });
  for (const phase of ['MATERIAL_REVIEW', 'LEADER_APPROVAL', 'MATERIAL_REVIEW']) {
    const one = await givenCase(api.db, routeId);
    await one.open(phase);
    cases.push(one);
  }
});
afterAll(async () => {
  await api.close();
});

const stages = async (query: string): Promise<string[]> =>
  (await leader.get<Page>(`/tasks?list=pools&${query}`)).body.items.map(({ stage }) => stage);

describe('GET /tasks', () => {
  it('narrows and orders the list as the query says', async () => {
    expect(await stages('sort=priority')).toEqual(['high', 'low', 'low']);
    expect(await stages('sort=age')).toEqual(['low', 'high', 'low']);
    expect(await stages('stage=low')).toEqual(['low', 'low']);
    expect(await stages('process=REQUEST')).toEqual([]);
    expect(await stages(`text=${encodeURIComponent('阶段 high')}`)).toEqual(['high']);
  });

  it('goes on where the page ended, in the same order only', async () => {
    const first = await leader.get<Page>('/tasks?list=pools&sort=priority&limit=1');
    const cursor = encodeURIComponent(first.body.next ?? '');
    const next = await leader.get<Page>(`/tasks?list=pools&sort=priority&limit=1&cursor=${cursor}`);
    expect([...first.body.items, ...next.body.items].map(({ stage }) => stage)).toEqual(['high', 'low']);

    expect((await leader.get(`/tasks?list=pools&sort=age&cursor=${cursor}`)).status).toBe(422);
  });

  it.each([
    'unit=county',
    'timing=LATE',
    'amountFrom=1e5',
    'text=%00',
    'text=%20',
    'dueFrom=tomorrow',
    'boss=1',
    'sort=name',
  ])('refuses %s', async (query) => {
    expect((await leader.get(`/tasks?${query}`)).status).toBe(422);
  });
});

describe('the list of a team', () => {
  it('is the superior’s, and they can open what it shows', async () => {
    const head = await api.as(CITY_LEADER);
    const { body } = await head.get<Page>('/tasks?list=team&sort=age');
    expect(body.items.map(({ stage }) => stage)).toEqual(['low', 'high', 'low']);
    expect((await head.get(`/cases/${body.items[0]?.caseId ?? ''}`)).status).toBe(200);
    expect((await head.get('/tasks/counts')).body['team']).toBe(3);
  });

  it.each([
    ['zh-CN', '您没有下属团队'],
    ['en', 'No team'],
  ])('is refused to whoever is nobody’s superior, in %s', async (language, title) => {
    const reviewer = await api.as(REVIEWER);
    const answer = await reviewer.get('/tasks?list=team', { headers: { 'accept-language': language } });
    expect(answer).toMatchObject({ status: 403, body: { code: 'NO_TEAM', title } });
  });
});

describe('peers 6: what one has done', () => {
  it('stands in every list and every badge of the very next read', async () => {
    const [one] = cases;
    if (one === undefined) throw new Error('no case');
    const { id: taskId } = await one.task('low');
    const lists = async () => {
      const ofCase = async (path: string) =>
        (await leader.get<Page>(path)).body.items.filter(({ caseId }) => caseId === one.id).length;
      const { body } = await leader.get<Record<string, number>>('/tasks/counts');
      const found = [await ofCase('/tasks?list=mine'), await ofCase('/tasks?list=pools'), await ofCase('/tasks/done')];
      return [...found, body['mine'], body['pools'], body['done']];
    };
    expect(await lists()).toEqual([0, 1, 0, 0, 3, 0]);

    await leader.post(`/tasks/${taskId}/claim`);
    expect(await lists()).toEqual([1, 0, 0, 1, 2, 0]);
    await leader.post(`/tasks/${taskId}/release`);
    expect(await lists()).toEqual([0, 1, 0, 0, 3, 0]);
    await leader.post(`/tasks/${taskId}/decision`, { outcome: 'APPROVE' });
    expect(await lists()).toEqual([0, 0, 1, 0, 2, 1]);
  });
});
