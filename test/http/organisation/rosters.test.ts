import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { actorOf, givenCase, LEADER, publishRoute, REVIEWER, wish } from '../../tasks/office.ts';
import { askedOf } from '../../tasks/people/approvers/people.ts';
import { ENGINE_AWAY, unitId } from '../admission/drafts.ts';

interface Roster {
  readonly version: number;
  readonly nameZh: string;
  readonly closed: boolean;
  readonly members: readonly { memberId: string; accountId: string; name: string; validTo: string | null }[];
}

let api: TestApi;
let admin: Caller;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  admin = await api.as('administrator.province');
});
afterAll(async () => {
  expect((await verifyAudit(api.db)).faults).toEqual([]);
  await api.close();
});

const idOf = async (login: string) => (await actorOf(api.db, login)).id;

async function given(code: string, ...logins: string[]): Promise<{ path: string; memberIds: string[] }> {
  const body = { kind: 'GROUP', unitId: await unitId(api, 'county-0101'), code, nameZh: '评审组', nameEn: 'Panel' };
  const created = await admin.post<{ rosterId: string }>('/rosters', body);
  expect(created).toMatchObject({ status: 201, body: { version: 1 } });
  const path = `/rosters/${created.body.rosterId}`;
  const memberIds: string[] = [];
  for (const login of logins) {
    const added = await admin.post<{ memberId: string }>(`${path}/members`, { accountId: await idOf(login) });
    expect(added.status).toBe(201);
    memberIds.push(added.body.memberId);
  }
  return { path, memberIds };
}

describe('posts and groups', () => {
  it('are made once per unit and code, renamed and closed by version', async () => {
    const { path } = await given('COMMITTEE');
    const again = {
      kind: 'GROUP',
      unitId: await unitId(api, 'county-0101'),
      code: 'COMMITTEE',
      nameZh: '又一',
      nameEn: 'Again',
    };
    expect(await admin.post('/rosters', again)).toMatchObject({ status: 409, body: { code: 'CODE_TAKEN' } });
    expect((await admin.post('/rosters', { ...again, kind: 'POST' })).status).toBe(201);
    const names = { nameZh: '风险评审组', nameEn: 'Risk panel' };
    expect(await admin.put(`${path}/names`, names, { headers: { 'if-match': '"1"' } })).toMatchObject({
      status: 200,
      body: { version: 2 },
    });
    expect(await admin.put(`${path}/names`, names, { headers: { 'if-match': '"1"' } })).toMatchObject({
      body: { code: 'STALE_VERSION' },
    });
    expect((await admin.put(`${path}/closed`, { closed: true }, { headers: { 'if-match': '"2"' } })).status).toBe(200);
    expect((await admin.get<Roster>(path)).body).toMatchObject({
      nameZh: '风险评审组',
      closed: true,
      version: 3,
      members: [],
    });
    expect(await admin.post(`${path}/members`, { accountId: await idOf(LEADER) })).toMatchObject({
      body: { code: 'WRONG_STATE' },
    });
  });

  it('have members, dated, each once', async () => {
    const { path } = await given('DATED', LEADER);
    const accountId = await idOf(LEADER);
    expect(await admin.post(`${path}/members`, { accountId })).toMatchObject({ body: { code: 'ALREADY_MEMBER' } });
    expect(await admin.post(`${path}/members`, { accountId: await idOf('administrator.province') })).toMatchObject({
      body: { code: 'SAME_PERSON' },
    });
    expect((await admin.post(`${path}/members`, { accountId: await idOf('owner.0001@example.com') })).status).toBe(422);
    expect((await admin.post(`${path}/members`, { accountId, validFrom: '2020-01-01T00:00:00Z' })).status).toBe(422);
    const { body } = await admin.get<Roster>(path);
    expect(body.members).toMatchObject([{ accountId, validTo: null }]);
    const mine = await admin.get<{ items: { code: string }[] }>(`/rosters?accountId=${accountId}`);
    expect(mine.body.items.map(({ code }) => code)).toEqual(['DATED']);
  });

  it('decide what a route gives them, and lose what they hold with their membership', async () => {
    const { path, memberIds } = await given('DUTY', LEADER, REVIEWER);
    const stages = [wish('county', { approvers: [{ kind: 'GROUP', code: 'DUTY' }] })];
    const one = await givenCase(api.db, await publishRoute(api.db, { LEADER_APPROVAL: { stages } }));
    await one.open('LEADER_APPROVAL');
    expect(await askedOf(api.db, one, 'county')).toEqual([REVIEWER, LEADER].sort());
    const { id } = await one.task('county');
    const reviewer = await api.as(REVIEWER);
    expect((await reviewer.post(`/tasks/${id}/claim`)).status).toBe(200);
    const key = randomUUID();
    const end = `${path}/members/${memberIds[1] ?? ''}/end`;
    const ended = await admin.post(end, {}, { key });
    expect(ended.status).toBe(200);
    expect((await admin.post(end, {}, { key })).body).toEqual(ended.body);
    expect(await admin.post(end, {})).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
    expect(await one.task('county')).toMatchObject({ state: 'OPEN', assigneeId: null });
    expect(await reviewer.post(`/tasks/${id}/claim`)).toMatchObject({ status: 403 });
    expect((await (await api.as(LEADER)).post(`/tasks/${id}/decision`, { outcome: 'APPROVE' })).status).toBe(200);
  });

  it('are for administrators of the unit or above to change', async () => {
    const { path } = await given('GOVERNED');
    const leader = await api.as(LEADER);
    expect((await leader.get(path)).status).toBe(200);
    expect((await leader.post(`${path}/members`, { accountId: await idOf(REVIEWER) })).status).toBe(403);
    expect((await admin.get(`/rosters/${randomUUID()}`)).status).toBe(404);
    expect((await (await api.as('owner.0001@example.com')).get('/rosters')).status).toBe(403);
  });
});
