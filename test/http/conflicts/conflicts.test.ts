import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../../support/api.ts';
import { actorOf, givenCase, LEADER, publishRoute, REVIEWER, wish, type OfficeCase } from '../../tasks/office.ts';
import { askedOf } from '../../tasks/people/approvers/people.ts';
import { companyId, ENGINE_AWAY } from '../admission/drafts.ts';

const COMPLIANCE = 'compliance-officer.province';

interface Listed {
  readonly items: readonly {
    id: string;
    relation: string;
    note: string | null;
    accountName: string;
    withdrawnAt: string | null;
  }[];
}

let api: TestApi;
let routeId: string;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  routeId = await publishRoute(api.db, { LEADER_APPROVAL: { stages: [wish('county', { onNobody: 'SUPERIOR' })] } });
});
afterAll(async () => {
  await api.close();
});

async function given(): Promise<OfficeCase> {
  const one = await givenCase(api.db, routeId);
  await one.open('LEADER_APPROVAL');
  return one;
}

describe('POST /conflicts', () => {
  it('declares my own, once under one key, and the task goes on without me', async () => {
    const one = await given();
    const leader = await api.as(LEADER);
    const key = randomUUID();
    const body = { caseId: one.id, relation: 'KINSHIP', note: '申请人是本人的表弟' };
    const first = await leader.post('/conflicts', body, { key });
    expect(first).toMatchObject({ status: 201, body: { cases: 1 } });
    expect((await leader.post('/conflicts', body, { key })).body).toEqual(first.body);
    expect(await askedOf(api.db, one, 'county')).toEqual(['leader.city-01']);
    expect(await leader.post('/conflicts', body)).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_DECLARED', title: '利益冲突已申报' },
    });
    const english = await leader.post('/conflicts', body, { headers: { 'accept-language': 'en' } });
    expect(english.body).toMatchObject({ title: 'Already declared' });
  });

  it('says who was barred in the case’s record, and nothing of what the relation is', async () => {
    const one = await given();
    await (await api.as(LEADER)).post('/conflicts', { caseId: one.id, relation: 'FINANCIAL', note: '借款' });
    const { body } = await (await api.as(REVIEWER)).get<{ items: { action: string }[] }>(`/cases/${one.id}/timeline`);
    expect(body.items.slice(-2).map(({ action }) => action)).toEqual(['CONFLICT_DECLARED', 'APPROVER_BARRED']);
    expect(JSON.stringify(body)).not.toMatch(/FINANCIAL|借款/);
  });

  it('is recorded for others by compliance alone, and they hear of it', async () => {
    const one = await given();
    const { id: accountId } = await actorOf(api.db, LEADER);
    const body = { caseId: one.id, relation: 'EMPLOYMENT', accountId };
    expect((await (await api.as(REVIEWER)).post('/conflicts', body)).status).toBe(403);
    expect((await (await api.as(COMPLIANCE)).post('/conflicts', body)).status).toBe(201);
    const told = await api.db.sql.rows(
      `SELECT FROM message WHERE account_id = $1 AND template = 'CONFLICT_RECORDED' AND channel = 'IN_APP'`,
      [accountId],
    );
    expect(told).toHaveLength(1);
  });

  it('takes a whole company, and is not for what does not exist or outsiders', async () => {
    const leader = await api.as('leader.city-02');
    const company = await companyId(api, '0002');
    expect((await leader.post('/conflicts', { companyId: company, relation: 'OTHER' })).status).toBe(201);
    expect((await leader.post('/conflicts', { companyId: randomUUID(), relation: 'OTHER' })).status).toBe(404);
    const one = await given();
    expect((await leader.post('/conflicts', { caseId: one.id, relation: 'OTHER' })).status).toBe(404);
    expect(
      (await (await api.as('owner.0001@example.com')).post('/conflicts', { caseId: one.id, relation: 'OTHER' })).status,
    ).toBe(403);
    expect((await api.anonymous().post('/conflicts', { caseId: one.id, relation: 'OTHER' })).status).toBe(401);
  });

  it.each([
    ['nothing', { relation: 'OTHER' }],
    ['both', { relation: 'OTHER', caseId: randomUUID(), companyId: randomUUID() }],
    ['an unknown relation', { relation: 'FRIENDSHIP', caseId: randomUUID() }],
  ])('refuses %s', async (_title, body) => {
    expect((await (await api.as(LEADER)).post('/conflicts', body)).status).toBe(422);
  });
});

describe('GET /conflicts', () => {
  it('shows each their own, and auditors all, withdrawn ones too', async () => {
    const one = await given();
    const leader = await api.as(LEADER);
    const declared = await leader.post<{ conflictId: string }>('/conflicts', {
      caseId: one.id,
      relation: 'OTHER',
      note: '同学',
    });
    const path = `/conflicts?caseId=${one.id}`;
    const seen = async (login: string, query = '') =>
      (await (await api.as(login)).get<Listed>(path + query)).body.items;
    expect(await seen(LEADER)).toMatchObject([{ relation: 'OTHER', note: '同学' }]);
    expect(await seen('auditor.province')).toHaveLength(1);
    expect(await seen(REVIEWER)).toEqual([]);
    const withdrawal = `/conflicts/${declared.body.conflictId}/withdrawal`;
    expect((await (await api.as(REVIEWER)).post(withdrawal, { reason: '无' })).status).toBe(404);
    expect((await leader.post(withdrawal, { reason: '误报' })).status).toBe(200);
    expect(await seen('auditor.province', '&standing=true')).toEqual([]);
    expect(await seen('auditor.province', '&standing=false')).toMatchObject([{ withdrawalReason: '误报' }]);
  });
});
