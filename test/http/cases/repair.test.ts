import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { closeCase } from '../../../src/processes/close-case.ts';
import { interruptCase } from '../../../src/tasks/operations/interrupt.ts';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { givenCase, LEADER, noticesOf, OWNER, publishRoute, wish, type OfficeCase } from '../../tasks/office.ts';
import { ENGINE_AWAY, startDraft } from '../admission/drafts.ts';

const REASON = '材料需要重新核实';

let api: TestApi;
let admin: Caller;
let owner: Caller;
let routeId: string;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  admin = await api.as('administrator.province');
  owner = await api.as(OWNER);
  routeId = await publishRoute(api.db, {
    MATERIAL_REVIEW: { stages: [wish('review')] },
    LEADER_APPROVAL: { stages: [wish('county'), wish('city', { after: ['county'] })] },
  });
});
afterAll(async () => {
  await api.close();
});

/** With its leaders, and with an address of its own. */
async function given(site: string = randomUUID()): Promise<OfficeCase> {
  const one = await givenCase(api.db, routeId);
  await api.db.sql.run(
    `INSERT INTO application (case_id, company_id, channel_type, site_name, site_address)
     SELECT id, company_id, 'AGENT', '营业点', $2 FROM "case" WHERE id = $1`,
    [one.id, site],
  );
  await one.open('MATERIAL_REVIEW');
  await one.approve(LEADER, 'review');
  await one.open('LEADER_APPROVAL');
  return one;
}

async function ended(site?: string): Promise<OfficeCase> {
  const one = await given(site);
  await one.act(OWNER, (act) => interruptCase(act, one.id, 'WITHDRAWN', 'BY_APPLICANT'));
  await closeCase(api.db.pool, { caseId: one.id, generation: 1, seq: 2, outcome: 'INTERRUPTED' });
  return one;
}

const post = (one: Pick<OfficeCase, 'id'>, how: string, body: object, key = randomUUID()) =>
  admin.post(`/cases/${one.id}/${how}`, { reason: REASON, ...body }, { key });

async function lastOf(reader: Caller, one: OfficeCase) {
  const { body } = await reader.get<{ items: { action: string; reason: string | null }[] }>(
    `/cases/${one.id}/timeline`,
  );
  return body.items.at(-1);
}

describe('POST /cases/{caseId}/cancellation', () => {
  it('ends the case once, and says why to everybody concerned', async () => {
    const one = await given();
    const key = randomUUID();
    const first = await post(one, 'cancellation', {}, key);
    expect(first).toMatchObject({ status: 200, body: { state: 'CLOSING', progress: 'PENDING' } });
    expect((await post(one, 'cancellation', {}, key)).body).toEqual(first.body);
    expect(await one.live()).toEqual([]);
    expect(await lastOf(owner, one)).toMatchObject({ action: 'CASE_CANCELED', reason: REASON, actor: null });
    await closeCase(api.db.pool, { caseId: one.id, generation: 1, seq: 2, outcome: 'INTERRUPTED' });
    const told = await noticesOf(api.db, one.id);
    expect(told).toEqual(expect.arrayContaining([`CASE_CANCELED ${LEADER}`, `CASE_CANCELED ${OWNER}`]));
    const params = await api.db.sql.rows(
      `SELECT DISTINCT params ->> 'reason' AS reason FROM message WHERE case_id = $1 AND dedupe_key LIKE 'CASE_CANCELED%'`,
      [one.id],
    );
    expect(params).toEqual([{ reason: REASON }]);
    expect(await post(one, 'cancellation', {})).toMatchObject({ status: 409, body: { code: 'CASE_CLOSED' } });
  });

  it('leaves a draft to its company', async () => {
    const { caseId } = await startDraft(api);
    expect(await post({ id: caseId }, 'cancellation', {})).toMatchObject({ body: { code: 'WRONG_STATE' } });
  });
});

describe('POST /cases/{caseId}/move', () => {
  it('ends what is open at once, and the applicant reads where the case is now', async () => {
    const one = await given();
    const key = randomUUID();
    const first = await post(one, 'move', { phase: 'MATERIAL_REVIEW' }, key);
    expect(first).toMatchObject({ status: 200, body: { phase: 'MATERIAL_REVIEW', progress: 'PENDING' } });
    expect((await post(one, 'move', { phase: 'MATERIAL_REVIEW' }, key)).body).toEqual(first.body);
    expect(await one.live()).toEqual([]);
    expect(await one.state()).toMatchObject({ phaseOutcome: 'MOVE_TO_MATERIAL_REVIEW' });
    expect(await lastOf(owner, one)).toMatchObject({ action: 'CASE_MOVED', reason: REASON, phase: 'MATERIAL_REVIEW' });
    expect(await post(one, 'move', { phase: 'MATERIAL_REVIEW' })).toMatchObject({ body: { code: 'IN_TRANSITION' } });
    await one.open('MATERIAL_REVIEW');
    expect(await one.live()).toEqual(['review OPEN']);
  });

  it.each([
    ['ahead', { phase: 'CONTRACTING' }, 'PHASE_NOT_REACHED'],
    ['to no phase', { phase: 'PARADISE' }, 'PHASE_UNKNOWN'],
    ['to no stage', { phase: 'LEADER_APPROVAL', stage: 'paradise' }, 'STAGE_UNKNOWN'],
    ['past a stage', { phase: 'LEADER_APPROVAL', stage: 'city' }, 'STAGE_NOT_REACHED'],
  ])('[ADM-05] is refused %s', async (_where, body, reasonCode) => {
    const one = await given();
    expect(await post(one, 'move', body)).toMatchObject({
      status: 409,
      body: { code: 'PHASE_NOT_POSSIBLE', title: '不能到达该阶段', facts: { reasonCode } },
    });
    expect(await one.live()).toEqual(['county OPEN']);
    const english = await admin.post(
      `/cases/${one.id}/move`,
      { reason: REASON, ...body },
      { headers: { 'accept-language': 'en' } },
    );
    expect(english.body['title']).toBe('Not possible at this phase');
  });
});

describe('POST /cases/{caseId}/wake', () => {
  it('reopens the same record once, and the company is an applicant again', async () => {
    const one = await ended();
    const key = randomUUID();
    const first = await post(one, 'wake', { phase: 'MATERIAL_REVIEW' }, key);
    expect(first).toMatchObject({
      status: 200,
      body: { phase: 'MATERIAL_REVIEW', generation: 2, progress: 'PENDING' },
    });
    expect((await post(one, 'wake', { phase: 'MATERIAL_REVIEW' }, key)).body).toEqual(first.body);
    expect(
      await api.db.sql.one(`SELECT generation, state, outcome, closed_at AS closed FROM "case" WHERE id = $1`, [
        one.id,
      ]),
    ).toEqual({
      generation: 2,
      state: 'SUBMITTED',
      outcome: null,
      closed: null,
    });
    expect(
      await api.db.sql.rows('SELECT generation, n, kind FROM outbox WHERE case_id = $1 AND generation = 2', [one.id]),
    ).toEqual([{ generation: 2, n: 0, kind: 'START' }]);
    expect(await lastOf(owner, one)).toMatchObject({ action: 'CASE_WOKEN', reason: REASON });
    expect(await post(one, 'wake', { phase: 'MATERIAL_REVIEW' })).toMatchObject({ body: { code: 'CASE_NOT_ENDED' } });
    // A withdrawal before the engine has heard of it ends the new generation, too.
    expect((await owner.post(`/cases/${one.id}/withdrawal`)).status).toBe(200);
  });

  it('is refused for an open case, and while the company asks for the same place again', async () => {
    expect(await post(await given(), 'wake', { phase: 'MATERIAL_REVIEW' })).toMatchObject({
      body: { code: 'CASE_NOT_ENDED', title: '案件尚未结束' },
    });
    const site = randomUUID();
    const one = await ended(site);
    await given(site);
    expect(await post(one, 'wake', { phase: 'MATERIAL_REVIEW' })).toMatchObject({
      status: 409,
      body: { code: 'OPEN_APPLICATION_EXISTS' },
    });
  });
});

describe('cancel, move and wake', () => {
  it('are an administrator’s, of a case that is there, with a reason', async () => {
    const one = await given();
    const leader = await api.as(LEADER);
    for (const [how, body] of [
      ['cancellation', {}],
      ['move', { phase: 'MATERIAL_REVIEW' }],
      ['wake', { phase: 'MATERIAL_REVIEW' }],
    ] as const) {
      const path = `/cases/${one.id}/${how}`;
      expect((await api.anonymous().post(path, { ...body, reason: REASON })).status).toBe(401);
      expect((await leader.post(path, { ...body, reason: REASON })).status).toBe(403);
      expect((await admin.post(path, body)).status).toBe(422);
      expect((await admin.post(path, { ...body, reason: ' ' })).status).toBe(422);
      expect((await post({ id: randomUUID() }, how, body)).status).toBe(404);
    }
    expect(await one.live()).toEqual(['county OPEN']);
  });
});
