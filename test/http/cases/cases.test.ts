import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../../support/api.ts';
import { givenCase, LEADER, OWNER, publishRoute, wish, type OfficeCase } from '../../tasks/office.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

const STRANGERS = ['owner.0002@example.com', 'leader.county-0201', 'leader.city-02'];

let api: TestApi;
let routeId: string;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  routeId = await publishRoute(api.db, {
    LEADER_APPROVAL: { stages: [wish('county', { returnTo: ['applicant'] }), wish('beside')] },
  });
});
afterAll(async () => {
  await api.close();
});

async function given(): Promise<OfficeCase> {
  const one = await givenCase(api.db, routeId);
  await api.db.sql.run(`UPDATE "case" SET risk_grade = 'HIGH' WHERE id = $1`, [one.id]);
  await one.open('LEADER_APPROVAL');
  return one;
}

describe('GET /cases/{caseId}', () => {
  it('shows its company where it stands, and the office how risky it is', async () => {
    const { id } = await given();

    for (const login of [LEADER, 'channel-manager.county-0101', 'leader.province', 'auditor.province']) {
      const seen = await (await api.as(login)).get(`/cases/${id}`);
      expect(seen).toMatchObject({ status: 200, body: { id, state: 'LEADER_APPROVAL', riskGrade: 'HIGH' } });
      expect(seen.headers.get('etag')).toBe(`"${String(seen.body['version'])}"`);
    }
    for (const login of [OWNER, 'operator.0001@example.com', 'signer.0001@example.com']) {
      const seen = await (await api.as(login)).get(`/cases/${id}`);
      expect(seen).toMatchObject({ status: 200, body: { id, riskGrade: null } });
    }
  });

  it('is not there for anybody else', async () => {
    const { id } = await given();

    for (const login of STRANGERS) expect((await (await api.as(login)).get(`/cases/${id}`)).status).toBe(404);
    expect((await api.anonymous().get(`/cases/${id}`)).status).toBe(401);
    expect((await (await api.as(LEADER)).get(`/cases/${randomUUID()}`)).status).toBe(404);
    expect((await (await api.as(LEADER)).get('/cases/none')).status).toBe(404);
  });

  it('stays visible to whoever decided in it', async () => {
    const one = await given();
    await api.db.sql.run(
      `INSERT INTO role_assignment (account_id, role, unit_id) SELECT a.id, 'LEADER', u.id FROM account a, unit u
       WHERE a.login = 'leader.county-0202' AND u.code = 'county-0101'`,
    );
    await one.approve('leader.county-0202', 'county');
    await api.db.sql.run(
      `UPDATE role_assignment r SET valid_to = now() FROM unit u, account a
       WHERE u.id = r.unit_id AND a.id = r.account_id AND u.code = 'county-0101' AND a.login = 'leader.county-0202'`,
    );

    expect((await (await api.as('leader.county-0202')).get(`/cases/${one.id}`)).status).toBe(200);
  });
});

interface Timeline {
  readonly items: readonly { action: string; actor: object | null; reason: string | null; actorKind: string }[];
  readonly next: number | null;
}

describe('GET /cases/{caseId}/timeline', () => {
  it('tells the office who did what and why, and the applicant what concerns them', async () => {
    const one = await given();
    await one.claim(LEADER, 'county');
    await one.decide(LEADER, 'county', { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充场地证明' });
    await one.supplement(OWNER, []);
    await one.decide(LEADER, 'beside', { outcome: 'APPROVE', reason: '内部意见' });
    const read = async (login: string) => {
      const { status, body } = await (await api.as(login)).get<Timeline>(`/cases/${one.id}/timeline`);
      expect(status).toBe(200);
      return body.items;
    };

    const office = await read(LEADER);
    expect(office.map(({ action }) => action)).toEqual([
      'PHASE_OPENED',
      'TASK_CLAIM',
      'TASK_RETURN',
      'SUPPLEMENTED',
      'TASK_APPROVE',
    ]);
    expect(office.map(({ reason }) => reason)).toEqual([null, null, '请补充场地证明', null, '内部意见']);
    expect(office[0]).toMatchObject({ actorKind: 'SYSTEM', actor: null });
    expect(office[2]?.actor).not.toBeNull();

    const applicant = await read(OWNER);
    expect(applicant.map(({ action }) => action)).toEqual([
      'PHASE_OPENED',
      'TASK_RETURN',
      'SUPPLEMENTED',
      'TASK_APPROVE',
    ]);
    expect(applicant.map(({ reason }) => reason)).toEqual([null, '请补充场地证明', null, null]);
    expect(applicant.map(({ actor }) => actor !== null)).toEqual([false, false, true, false]);
  });

  it('comes in pages, and is not there for anybody else', async () => {
    const one = await given();
    await one.claim(LEADER, 'county');
    const leader = await api.as(LEADER);
    const first = await leader.get<Timeline>(`/cases/${one.id}/timeline?limit=1`);
    const rest = await leader.get<Timeline>(`/cases/${one.id}/timeline?after=${first.body.next ?? 0}`);

    expect([...first.body.items, ...rest.body.items].map(({ action }) => action)).toEqual([
      'PHASE_OPENED',
      'TASK_CLAIM',
    ]);
    expect(rest.body.next).toBeNull();
    for (const login of STRANGERS) {
      expect((await (await api.as(login)).get(`/cases/${one.id}/timeline`)).status).toBe(404);
    }
  });
});

describe('POST /cases/{caseId}/withdrawal', () => {
  it('closes every open task at once; the engine ends the case when it is back', async () => {
    const one = await given();
    const owner = await api.as(OWNER);

    expect(await owner.post(`/cases/${one.id}/withdrawal`)).toMatchObject({
      status: 200,
      body: { state: 'CLOSING', progress: 'PENDING' },
    });
    expect((await owner.get(`/cases/${one.id}`)).body).toMatchObject({ state: 'CLOSING', openTasks: [] });
    expect(await one.audit()).toContain('CASE_WITHDRAWN');
    expect(await owner.post(`/cases/${one.id}/withdrawal`)).toMatchObject({
      status: 409,
      body: { code: 'CASE_CLOSING' },
    });
  });

  it("is the owner's and the operator's alone", async () => {
    const one = await given();
    const path = `/cases/${one.id}/withdrawal`;

    expect((await (await api.as('signer.0001@example.com')).post(path)).status).toBe(403);
    expect((await (await api.as(LEADER)).post(path)).status).toBe(404);
    expect((await (await api.as('owner.0002@example.com')).post(path)).status).toBe(404);
    expect((await (await api.as('operator.0001@example.com')).post(path)).status).toBe(200);
  });
});
