import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';
import { givenCase, LEADER, publishRoute, wish } from '../../tasks/office.ts';

let api: TestApi;
let leader: Caller;
const caseIds: string[] = [];
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  leader = await api.as(LEADER);
  const route = await publishRoute(api.db, {
    REVIEW: { stages: [wish('plain')] },
    URGENT: { stages: [wish('urgent', { priority: 90 })] },
    LOW: { stages: [wish('low', { priority: 10 })] },
  });
  for (const phase of ['REVIEW', 'URGENT', 'LOW', 'REVIEW', 'LOW']) {
    const one = await givenCase(api.db, route);
    await one.open(phase);
    caseIds.push(one.id);
  }
});
afterAll(() => api.close());

interface Listed extends Record<string, unknown> {
  items: { caseId: string; stage: string }[];
  next: string | null;
}

/** All pages of the pools in the person's own order, as numbers of cases. */
async function walk(limit: number, query = ''): Promise<number[]> {
  const seen: number[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const at: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const page: Listed = (await leader.get<Listed>(`/tasks?list=pools&sort=own&limit=${limit}${query}${at}`)).body;
    seen.push(...page.items.map(({ caseId }) => caseIds.indexOf(caseId)));
    cursor = page.next;
  }
  return seen;
}

describe('my own order', () => {
  it('is that by priority while I have set nothing', async () => {
    expect(await walk(100)).toEqual([1, 0, 3, 2, 4]);
  });

  it.each([1, 2, 3, 5, 100])('has what my rules name first, whatever the size of a page (%i)', async (limit) => {
    await leader.put('/me/work-settings', { first: [{ stage: 'low' }, { stage: 'nowhere' }] });
    expect(await walk(limit)).toEqual([2, 4, 1, 0, 3]);
  });

  it('has each task once when two rules name it, and all that one rule names has to fit', async () => {
    await leader.put('/me/work-settings', {
      first: [{ stage: 'low' }, { process: 'ADMISSION', stage: 'low' }, { process: 'REQUEST', stage: 'plain' }],
    });
    expect(await walk(2)).toEqual([2, 4, 1, 0, 3]);
  });

  it('is kept under a filter', async () => {
    await leader.put('/me/work-settings', { first: [{ stage: 'low' }] });
    expect(await walk(1, '&stage=plain')).toEqual([0, 3]);
  });

  it('goes by company', async () => {
    const { id } = await api.db.sql.one<{ id: string }>('SELECT id FROM company ORDER BY id DESC LIMIT 1');
    await api.db.sql.run('UPDATE "case" SET company_id = $1 WHERE id = $2', [id, caseIds[3]]);
    await leader.put('/me/work-settings', { first: [{ company: id }] });
    expect(await walk(2)).toEqual([3, 1, 0, 2, 4]);
  });

  it('is mine: by another order nothing has changed, and its cursors are refused there', async () => {
    const byPriority = await leader.get<Listed>('/tasks?list=pools&sort=priority');
    expect(byPriority.body.items.map(({ caseId }) => caseIds.indexOf(caseId))).toEqual([1, 0, 3, 2, 4]);
    const { body } = await leader.get<Listed>('/tasks?list=pools&sort=own&limit=1');
    expect(await leader.get(`/tasks?list=pools&sort=priority&cursor=${String(body.next)}`)).toMatchObject({
      status: 422,
      body: { code: 'INVALID' },
    });
  });
});
