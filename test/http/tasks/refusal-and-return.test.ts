import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StageMode } from '../../../src/domain/routes/route.ts';
import { SYSTEM_REASONS } from '../../../src/domain/tasks/reasons/system-reasons.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import {
  CITY_LEADER,
  givenCase,
  LEADER,
  publishRoute,
  REVIEWER,
  wish,
  type OfficeCase,
  type StageWish,
} from '../../tasks/office.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

interface Detail {
  operations: { operation: string; outcomes?: { outcome: string; reasonRequired: boolean; returnTo?: string[] }[] }[];
}

const CITY: NonNullable<StageWish['approvers']> = [{ kind: 'ROLE', role: 'LEADER', unit: 'CITY' }];
const THREE: NonNullable<StageWish['approvers']> = [
  { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY', weight: 3 },
  { kind: 'ROLE', role: 'CHANNEL_REVIEWER', unit: 'COUNTY' },
  { kind: 'ROLE', role: 'LEADER', unit: 'CITY' },
];

let api: TestApi;
let routeId: string;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  routeId = await publishRoute(api.db, {
    LEADER_APPROVAL: {
      stages: [
        wish('first'),
        wish('second', { after: ['first'] }),
        wish('third', { after: ['second'], approvers: CITY, returnTo: ['applicant', 'first', 'second'] }),
      ],
    },
  });
});
afterAll(async () => {
  await api.close();
});

/** Before the city's leader, who may answer in every way there is. */
async function atThird(): Promise<OfficeCase & { path: string }> {
  const one = await givenCase(api.db, routeId);
  await one.open('LEADER_APPROVAL');
  await one.approve(LEADER, 'first');
  await one.approve(LEADER, 'second');
  return { ...one, path: `/tasks/${(await one.task('third')).id}` };
}

const city = () => api.as(CITY_LEADER);

describe('a reason that the system gives by itself', () => {
  it('is nobody else’s, however it is sent', async () => {
    const one = await atThird();
    const { path } = one;
    const { id } = await one.task('third');
    const leader = await city();
    const refused = (field: string) => [
      422,
      'INVALID',
      { issues: [{ path: field, code: 'CUSTOM', rule: 'RESERVED' }] },
    ];
    for (const reasonCode of Object.keys(SYSTEM_REASONS)) {
      const word = { outcome: 'REJECT', reasonCode };
      const sent = [
        await leader.post(`${path}/decision`, { ...word, reason: '资料不实' }),
        await leader.put(`${path}/draft`, word, { etag: 0 }),
        await leader.post('/tasks/bulk-decisions', { taskIds: [id], decision: word, reason: '资料不实' }),
      ];
      expect([reasonCode, ...sent.map(({ status, body }) => [status, body['code'], body['facts']])]).toEqual([
        reasonCode,
        ...['reasonCode', 'reasonCode', 'decision.reasonCode'].map(refused),
      ]);
    }
    expect((await one.task('third')).state).toBe('OPEN');
  });
});

describe('peers 9: what the answers to a task mean', () => {
  it('peers 9: is said before one decides: a refusal leads nowhere else, a return names its places', async () => {
    const { path } = await atThird();
    const { body } = await (await city()).get<Detail>(path);
    expect(body.operations.find(({ operation }) => operation === 'DECIDE')?.outcomes).toEqual([
      { outcome: 'APPROVE', reasonRequired: false },
      { outcome: 'REJECT', reasonRequired: true },
      { outcome: 'RETURN', reasonRequired: true, returnTo: ['applicant', 'first', 'second'] },
    ]);
  });

  it('peers 9: 驳回 always refuses the case and asks nobody anything more', async () => {
    const one = await atThird();
    const { body } = await (await city()).post(`${one.path}/decision`, { outcome: 'REJECT', reason: '选址重复' });
    expect(body).toMatchObject({ phaseOutcome: 'REJECTED', opened: [] });
    expect(await one.live()).toEqual([]);
  });

  it.each([
    ['the applicant', 'applicant', ['supplement OPEN'], 'RETURNED'],
    ['the stage before', 'second', ['second OPEN'], 'LEADER_APPROVAL'],
    ['the first stage', 'first', ['first OPEN'], 'LEADER_APPROVAL'],
  ])('peers 9: 退回 goes to %s where that was chosen, and ends nothing', async (_title, returnTo, live, state) => {
    const one = await atThird();
    const word = { outcome: 'RETURN', returnTo, reason: '请重新核对' };
    const { body } = await (await city()).post(`${one.path}/decision`, word);
    expect(body).toMatchObject({ phaseOutcome: null });
    expect(await one.live()).toEqual(live);
    expect(await one.state()).toMatchObject({ state, phaseOutcome: null });
  });

  it.each([
    ['a refusal without its reason', { outcome: 'REJECT' }, 'REASON_MISSING'],
    ['a return to a place that was not offered', { outcome: 'RETURN', returnTo: 'third', reason: '退' }, undefined],
  ])('peers 9: %s is not taken for something else', async (_title, word, code = 'RETURN_TARGET_UNKNOWN') => {
    const one = await atThird();
    const { body } = await (await city()).post(`${one.path}/decision`, word);
    expect(body).toMatchObject({ code });
    expect(await one.live()).toEqual(['third OPEN']);
  });
});

describe('peers 9: one refusal among several who decide', () => {
  const vote = { mode: 'VOTE', passPercent: 60 } as const;
  it.each<[string, { mode: StageMode } & StageWish, string, string | null]>([
    ['或签', { mode: 'ANY' }, REVIEWER, 'REJECTED'],
    ['会签', { mode: 'ALL' }, REVIEWER, 'REJECTED'],
    ['会签 that hears everybody', { mode: 'ALL', settle: 'ALL_DECIDED' }, REVIEWER, null],
    ['依次', { mode: 'SEQUENCE' }, LEADER, 'REJECTED'],
    ['a ratio that can still be reached', { mode: 'RATIO', passPercent: 66 }, REVIEWER, null],
    ['a ratio that no longer can', { mode: 'RATIO', passPercent: 67 }, REVIEWER, 'REJECTED'],
    ['票签 with the weight that decides', vote, LEADER, 'REJECTED'],
    ['票签 with a weight that does not', vote, REVIEWER, null],
  ])('peers 9: %s: %j', async (_title, stage, login, phaseOutcome) => {
    const joint = await publishRoute(api.db, {
      LEADER_APPROVAL: { stages: [wish('joint', { approvers: THREE, ...stage }), wish('next', { after: ['joint'] })] },
    });
    const one = await givenCase(api.db, joint);
    await one.open('LEADER_APPROVAL');
    const { id } = await api.db.sql.one<{ id: string }>(
      `SELECT t.id FROM task t WHERE t.case_id = $1 AND ($2 = 'ANY' OR EXISTS (
         SELECT FROM task_candidate c JOIN account a ON a.id = c.account_id WHERE c.task_id = t.id AND a.login = $3))`,
      [one.id, stage.mode, login],
    );
    const { body } = await (await api.as(login)).post(`/tasks/${id}/decision`, { outcome: 'REJECT', reason: '不同意' });
    expect(body).toMatchObject({ phaseOutcome });
    expect(await one.live()).toEqual(phaseOutcome === null ? ['joint OPEN'] : []);
  });
});
