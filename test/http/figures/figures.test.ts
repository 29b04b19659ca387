import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import {
  CITY_LEADER,
  decisionOf,
  givenCase,
  LEADER,
  OWNER,
  publishRoute,
  REVIEWER,
  wish,
  type OfficeCase,
} from '../../tasks/office.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

const HOUR = 3600;

let api: TestApi;
let leader: Caller;
let head: Caller;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  [leader, head] = [await api.as(LEADER), await api.as(CITY_LEADER)];
  const route = await publishRoute(api.db, {
    FAST: { stages: [wish('fast')] },
    BOTH: {
      stages: [
        wish('fast'),
        wish('then', { after: ['fast'], approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'PROVINCE' }] }),
      ],
    },
    SLOW: { stages: [wish('slow', { title: { zh: '慢', en: 'Slow' } })] },
  });
  const given = async (phase: string): Promise<OfficeCase> => {
    const one = await givenCase(api.db, route);
    await one.open(phase);
    return one;
  };
  // Decided after one, two and eleven hours, the last one late; one decision is taken back, one lies before the period.
  for (const hours of [1, 2, 11]) await decided(await given('FAST'), hours);
  const back = await given('BOTH');
  expect(await back.takeBack(LEADER, await back.approve(LEADER, 'fast'))).toMatchObject({ code: 'DONE' });
  const long = await given('FAST');
  await decided(long, 1);
  await api.db.asOwner(
    `UPDATE decision SET id = uuidv7(interval '-60 days'), created_at = now() - interval '60 days' WHERE case_id = $1`,
    [long.id],
  );
  // Two wait, one of them claimed and overdue.
  const claimed = await given('SLOW');
  await claimed.claim(LEADER, 'slow');
  await api.db.sql.run(
    `UPDATE task SET created_at = now() - interval '5 hours', overdue_at = now() WHERE case_id = $1`,
    [claimed.id],
  );
  await given('SLOW');
});
afterAll(() => api.close());

/** Approves, as if the task had been opened so many hours before; ten hours are its deadline. */
async function decided(one: OfficeCase, hours: number): Promise<void> {
  const decision = decisionOf(await one.approve(LEADER, 'fast'));
  await api.db.asOwner(
    `UPDATE task t SET created_at = d.created_at - make_interval(hours => $2::int), due_at = d.created_at + make_interval(hours => 10 - $2::int)
     FROM decision d WHERE d.id = $1 AND t.id = d.task_id`,
    [decision, hours],
  );
}

interface Read extends Record<string, unknown> {
  stages: Record<string, unknown>[];
}

const FAST = { process: 'ADMISSION', stage: 'fast', decided: 3, late: 1, secondsToDecide: { p50: 2 * HOUR } };

describe('my figures', () => {
  it('say what waits, what I decided and did not take back, how long it took, and where it waits longest', async () => {
    const { status, body } = await leader.get<Read>('/figures/mine');
    expect(status).toBe(200);
    expect(body).toMatchObject({ open: 3, overdue: 1, atRisk: 0, decided: 3, late: 1 });
    expect(body['secondsToDecide']).toEqual({ p50: 2 * HOUR, p90: 9.2 * HOUR });
    expect(body.stages.map(({ stage }) => stage)).toEqual(['slow', 'fast']);
    const [slow, fast] = body.stages;
    expect(slow).toMatchObject({
      titleZh: '慢',
      titleEn: 'Slow',
      open: 2,
      overdue: 1,
      decided: 0,
      secondsToDecide: null,
    });
    expect((slow?.['secondsWaiting'] as { p90: number }).p90).toBeGreaterThan(4 * HOUR);
    expect(fast).toMatchObject({ ...FAST, open: 1 });
  });

  it('are of the period one asks for', async () => {
    const at = (days: number) => new Date(Date.now() + days * 24 * HOUR * 1000).toISOString();
    const old = await leader.get<Read>(`/figures/mine?from=${at(-61)}&before=${at(-59)}`);
    expect(old.body).toMatchObject({ decided: 1, open: 3 });
    const later = await leader.get<Read>(`/figures/mine?from=${at(1)}&before=${at(2)}`);
    expect(later.body).toMatchObject({ decided: 0, secondsToDecide: null });
  });

  it.each([
    'from=2026-01-01T00:00:00Z',
    'before=2026-01-01T00:00:00Z',
    'from=2026-02-01T00:00:00Z&before=2026-01-01T00:00:00Z',
    'from=2024-01-01T00:00:00Z&before=2026-01-01T00:00:00Z',
    'from=yesterday&before=today',
    'account=1',
  ])('refuse %s', async (query) => {
    expect(await leader.get(`/figures/mine?${query}`)).toMatchObject({ status: 422 });
  });

  it('are each person’s own', async () => {
    const { body } = await (await api.as(OWNER)).get<Read>('/figures/mine');
    expect(body).toMatchObject({ open: 0, decided: 0, stages: [] });
    expect((await (await api.as('auditor.province')).get('/figures/mine')).status).toBe(403);
  });
});

describe('the figures of a team', () => {
  it('are what waits for the units one heads and what their staff decided, all together', async () => {
    const { status, body } = await head.get<Read>('/figures/team');
    expect(status).toBe(200);
    expect(body).toMatchObject({ open: 3, overdue: 1, decided: 3, late: 1 });
    expect(body['staff']).toBeGreaterThan(1);
    expect(body.stages).toMatchObject([{ stage: 'slow', open: 2 }, FAST]);
    expect(JSON.stringify(body)).not.toContain('account');
  });

  it('leave out what the superior could only see as the applicant', async () => {
    await api.db.sql.run(
      `INSERT INTO company_member (account_id, company_id, role, valid_from)
       SELECT a.id, m.company_id, 'OPERATOR', now() - interval '1 day' FROM account a, company_member m JOIN account o ON o.id = m.account_id
       WHERE a.login = $1 AND o.login = $2`,
      [CITY_LEADER, OWNER],
    );
    expect((await head.get<Read>('/figures/team')).body).toMatchObject({ open: 0, decided: 0, stages: [] });
  });

  it.each([
    ['zh-CN', '您没有下属团队'],
    ['en', 'No team'],
  ])('are refused to whoever is nobody’s superior, in %s', async (language, title) => {
    const reviewer = await api.as(REVIEWER);
    const answer = await reviewer.get('/figures/team', { headers: { 'accept-language': language } });
    expect(answer).toMatchObject({ status: 403, body: { code: 'NO_TEAM', title } });
  });
});
