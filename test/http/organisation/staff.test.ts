import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD, startApi, type Caller, type TestApi } from '../../support/api.ts';
import { GOOD_PASSWORD, auditedActions, mailedToken, newMember } from '../accounts/support.ts';

let api: TestApi;
let admin: Caller;
beforeAll(async () => {
  api = await startApi();
  admin = await api.as('administrator.province');
});
afterAll(async () => {
  await api.close();
});

interface StaffBody {
  accountId: string;
  login: string;
  name: string;
  email: string;
  state: string;
  version: number;
  roles: { assignmentId: string; role: string; unitId: string; level: string | null; validTo: string | null }[];
}

const unit = async (code: string) =>
  (await api.db.sql.one<{ id: string }>('SELECT id FROM unit WHERE code = $1', [code])).id;
const account = async (login: string) =>
  (await api.db.sql.one<{ id: string }>('SELECT id FROM account WHERE login = $1', [login])).id;

let invited = 0;
async function newStaff(more: Record<string, unknown> = {}) {
  invited += 1;
  const login = `new.staff.${invited}`;
  const email = `${login}@example.com`;
  const answer = await admin.post<{ accountId: string; code?: string }>('/staff', {
    login,
    name: '单雄信',
    email,
    roles: [{ role: 'CHANNEL_MANAGER', unitId: await unit('county-0101'), level: 'MANAGER', post: 'EXPANSION' }],
    ...more,
  });
  return { ...answer, login, email, id: answer.body.accountId };
}

async function activeStaff(): Promise<{ id: string; login: string; caller: Caller }> {
  const { id, login, email } = await newStaff();
  const token = await mailedToken(api, email, 'STAFF_INVITED');
  await api.anonymous().post('/activations', { token, password: GOOD_PASSWORD });
  const caller = api.anonymous();
  await caller.post('/sessions', { login, password: GOOD_PASSWORD });
  return { id, login, caller };
}

describe('POST /staff', () => {
  it('[ORG-01][ORG-02][ORG-04] invites somebody with a role, level and post in a unit; the mailed link sets the password', async () => {
    const { id, caller } = await activeStaff();
    expect((await caller.get('/me')).body).toMatchObject({
      kind: 'STAFF',
      name: '单雄信',
      roles: [{ role: 'CHANNEL_MANAGER', level: 'MANAGER', post: 'EXPANSION', unitNameEn: 'Chengnan, Linjiang' }],
    });
    const actions = await auditedActions(api.db, `account:${id}`);
    expect(actions).toEqual(['ROLE_GRANTED', 'STAFF_INVITED', 'ACCOUNT_ACTIVATED']);
    const consents = await api.db.sql.one('SELECT count(*)::int AS n FROM consent WHERE account_id = $1', [id]);
    expect(consents).toEqual({ n: 0 });
  });

  it('refuses a log-in name twice, no role, an unknown role, and a unit that is none', async () => {
    expect(await newStaff({ login: 'auditor.province' })).toMatchObject({ status: 409, body: { code: 'LOGIN_TAKEN' } });
    expect(await newStaff({ roles: [] })).toMatchObject({ status: 422, body: { code: 'INVALID' } });
    expect(await newStaff({ roles: [{ role: 'KING', unitId: await unit('province') }] })).toMatchObject({
      status: 422,
    });
    const nowhere = '01890000-0000-7000-8000-000000000000';
    expect(await newStaff({ roles: [{ role: 'LEADER', unitId: nowhere }] })).toMatchObject({
      body: { code: 'UNIT_UNKNOWN' },
    });
    const left = await api.db.sql.one(`SELECT count(*)::int AS n FROM account WHERE login = 'new.staff.${invited}'`);
    expect(left).toEqual({ n: 0 });
  });

  it('is for administrators only', async () => {
    for (const login of ['leader.province', 'auditor.province', 'owner.0001@example.com']) {
      const caller = await api.as(login);
      expect(await caller.post('/staff', {})).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } });
    }
  });
});

describe('POST /staff/{accountId}/invitation', () => {
  it('mails another link to whoever has not opened the account', async () => {
    const { id, email } = await newStaff();
    const first = await mailedToken(api, email, 'STAFF_INVITED');
    expect((await admin.post(`/staff/${id}/invitation`)).status).toBe(200);
    expect(await mailedToken(api, email, 'STAFF_INVITED')).not.toBe(first);
    const active = await account('auditor.province');
    expect(await admin.post(`/staff/${active}/invitation`)).toMatchObject({ body: { code: 'WRONG_STATE' } });
    const { id: member } = await newMember(api);
    expect(await admin.post(`/staff/${member}/invitation`)).toMatchObject({ status: 404 });
  });
});

describe('GET /staff', () => {
  it('finds by name, pinyin, log-in name, unit with what is below it, role and state', async () => {
    const { id } = await newStaff();
    const find = async (query: string) =>
      (await admin.get<{ items: StaffBody[] }>(`/staff?limit=100&${query}`)).body.items;
    const ids = async (query: string) => (await find(query)).map(({ accountId }) => accountId);
    expect(await ids(`q=${encodeURIComponent('雄')}`)).toContain(id);
    expect(await ids('q=shanxiong')).toContain(id);
    expect(await ids(`q=NEW.STAFF.${invited}`)).toEqual([id]);
    expect(await ids('state=INVITED')).toContain(id);
    expect(await ids(`unitId=${await unit('city-01')}&role=CHANNEL_MANAGER`)).toContain(id);
    expect(await ids(`unitId=${await unit('city-02')}`)).not.toContain(id);
    expect(await find(`q=${encodeURIComponent("%_' OR 1=1 --")}`)).toEqual([]);
    expect((await admin.get('/staff?q=%00')).status).toBe(422);
  });

  it('masks addresses and numbers except for whoever keeps them', async () => {
    const path = `/staff/${await account('leader.county-0101')}`;
    const plain = await admin.get<StaffBody>(path);
    const masked = await (await api.as('auditor.province')).get<StaffBody>(path);
    expect(plain.body.email).not.toContain('*');
    expect(masked.body).toMatchObject({ name: plain.body.name, email: expect.stringContaining('***@') as unknown });
    expect(plain.headers.get('etag')).toBe(`"${plain.body.version}"`);
  });

  it('is not for members of companies', async () => {
    const caller = await api.as('owner.0001@example.com');
    expect(await caller.get('/staff')).toMatchObject({ status: 403 });
  });
});

describe('POST /staff/{accountId}/roles and …/end', () => {
  it('[ORG-01] grants a dated role and ends it; permissions follow at the next request', async () => {
    const { id, caller } = await activeStaff();
    const grant = { role: 'COMPLIANCE_OFFICER', unitId: await unit('province'), level: 'DIRECTOR' };
    const { body } = await admin.post<{ assignmentId: string }>(`/staff/${id}/roles`, grant);
    expect((await caller.get<{ permissions: string[] }>('/me')).body.permissions).toContain('DECIDE_BLACKLIST');
    expect((await admin.post(`/staff/${id}/roles/${body.assignmentId}/end`, {})).status).toBe(200);
    expect((await caller.get<{ permissions: string[] }>('/me')).body.permissions).not.toContain('DECIDE_BLACKLIST');
    const again = await admin.post(`/staff/${id}/roles/${body.assignmentId}/end`, {});
    expect(again).toMatchObject({ status: 409, body: { code: 'WRONG_STATE', facts: { state: 'ENDED' } } });
  });

  it('gives a role that begins later no effect before, and lets it end before it begins', async () => {
    const { id, caller } = await activeStaff();
    const year = new Date().getUTCFullYear() + 1;
    const grant = {
      role: 'AUDITOR',
      unitId: await unit('province'),
      validFrom: `${year}-01-01T08:00:00+08:00`,
      validTo: `${year}-07-01T00:00:00Z`,
    };
    const { body } = await admin.post<{ assignmentId: string }>(`/staff/${id}/roles`, grant);
    expect((await caller.get<{ permissions: string[] }>('/me')).body.permissions).not.toContain('READ_AUDIT');
    const ended = await admin.post(`/staff/${id}/roles/${body.assignmentId}/end`, {});
    expect(ended).toMatchObject({ status: 200, body: { validTo: `${year}-01-01T00:00:00.000Z` } });
  });

  it('refuses an overlapping grant, one in the past and one that ends before it begins', async () => {
    const { id } = await activeStaff();
    const grant = { role: 'CHANNEL_MANAGER', unitId: await unit('county-0101') };
    expect(await admin.post(`/staff/${id}/roles`, grant)).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_HELD' },
    });
    const past = { ...grant, role: 'LEADER', validFrom: '2020-01-01T00:00:00Z' };
    expect(await admin.post(`/staff/${id}/roles`, past)).toMatchObject({
      status: 422,
      body: { facts: { issues: [{ path: 'validFrom', rule: 'IN_THE_PAST' }] } },
    });
    const backwards = { ...grant, role: 'LEADER', validTo: '2020-01-01T00:00:00Z' };
    expect(await admin.post(`/staff/${id}/roles`, backwards)).toMatchObject({
      status: 422,
      body: { facts: { issues: [{ path: 'validTo', rule: 'BEFORE_ITS_BEGINNING' }] } },
    });
  });

  it('gives one of twenty equal grants sent at once', async () => {
    const { id } = await activeStaff();
    const grant = { role: 'EVALUATOR', unitId: await unit('province') };
    const answers = await Promise.all(Array.from({ length: 20 }, () => admin.post(`/staff/${id}/roles`, grant)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ body }) => body['code'] === 'ALREADY_HELD')).toHaveLength(19);
  });

  it('lets nobody grant a role to themselves', async () => {
    const own = await account('administrator.province');
    const grant = { role: 'LEADER', unitId: await unit('province') };
    expect(await admin.post(`/staff/${own}/roles`, grant)).toMatchObject({
      status: 403,
      body: { code: 'SAME_PERSON' },
    });
  });

  it('keeps an administrator for the province, also when two remove each other at once', async () => {
    const [one, two] = ['administrator.province', 'administrator-2.province'];
    const second = await api.as(two);
    const rolesOf = async (login: string) => {
      const { body } = await admin.get<StaffBody>(`/staff/${await account(login)}`);
      const role = body.roles.find(({ role: name, validTo }) => name === 'ADMINISTRATOR' && validTo === null);
      return `/staff/${body.accountId}/roles/${role?.assignmentId ?? ''}/end`;
    };
    const paths = [await rolesOf(two), await rolesOf(one)] as const;
    const answers = await Promise.all([admin.post(paths[0], {}), second.post(paths[1], {})]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.find(({ status }) => status !== 200)?.body).toMatchObject({
      code: expect.stringMatching(/^(NOBODY_LEFT|NOT_ALLOWED)$/) as unknown,
    });
    await api.db.sql.run(
      `UPDATE role_assignment SET valid_to = NULL WHERE role = 'ADMINISTRATOR' AND account_id IN (SELECT id FROM account WHERE login = ANY ($1))`,
      [[one, two]],
    );
  });
});

describe('POST /staff/{accountId}/disabling and …/enabling', () => {
  it('ends the log-in and every session at once; enabling lets the person in again', async () => {
    const { id, login, caller } = await activeStaff();
    const disabled = await admin.post(`/staff/${id}/disabling`, {});
    expect(disabled).toMatchObject({ status: 200, body: { state: 'DISABLED', openTasks: 0 } });
    expect((await caller.get('/me')).status).toBe(401);
    const rows = await api.db.sql.one(`SELECT count(*)::int AS n FROM session WHERE sess ->> 'accountId' = $1`, [id]);
    expect(rows).toEqual({ n: 0 });
    const logIn = () => api.anonymous().post('/sessions', { login, password: GOOD_PASSWORD });
    expect(await logIn()).toMatchObject({ status: 403, body: { code: 'ACCOUNT_DISABLED' } });
    expect(await admin.post(`/staff/${id}/disabling`, {})).toMatchObject({ body: { code: 'WRONG_STATE' } });
    expect(await admin.post(`/staff/${id}/enabling`)).toMatchObject({ status: 200, body: { state: 'ACTIVE' } });
    expect((await logIn()).status).toBe(201);
  });

  it('warns of open tasks with their number and disables when told to all the same', async () => {
    const { id } = await activeStaff();
    await holdTasks(id, 2);
    expect(await admin.post(`/staff/${id}/disabling`, {})).toMatchObject({
      status: 409,
      body: { code: 'HOLDS_OPEN_TASKS', facts: { count: 2 } },
    });
    expect(await admin.post(`/staff/${id}/disabling`, { force: true })).toMatchObject({
      status: 200,
      body: { openTasks: 2 },
    });
  });

  it('makes the invitation of a disabled account useless', async () => {
    const { id, email } = await newStaff();
    const token = await mailedToken(api, email, 'STAFF_INVITED');
    await admin.post(`/staff/${id}/disabling`, {});
    expect((await api.anonymous().post('/activations', { token, password: GOOD_PASSWORD })).status).toBe(410);
    expect(await admin.post(`/staff/${id}/enabling`)).toMatchObject({ body: { state: 'INVITED' } });
  });

  it('lets nobody disable themselves, nor anybody outside the units they govern', async () => {
    expect(await admin.post(`/staff/${await account('administrator.province')}/disabling`, {})).toMatchObject({
      status: 403,
      body: { code: 'SAME_PERSON' },
    });
    const local = await account('leader.county-0201');
    await admin.post(`/staff/${local}/roles`, { role: 'ADMINISTRATOR', unitId: await unit('county-0201') });
    const caller = api.anonymous();
    await caller.post('/sessions', { login: 'leader.county-0201', password: DEMO_PASSWORD });
    const foreign = await account('channel-manager.county-0101');
    expect(await caller.post(`/staff/${foreign}/disabling`, {})).toMatchObject({
      status: 403,
      body: { code: 'NOT_ALLOWED' },
    });
    const below = await account('channel-manager.county-0201');
    expect((await caller.post(`/staff/${below}/disabling`, {})).status).toBe(200);
  });

  it('does not know members as staff', async () => {
    const { id } = await newMember(api);
    expect(await admin.post(`/staff/${id}/disabling`, {})).toMatchObject({ status: 404 });
    expect(await admin.get(`/staff/${id}`)).toMatchObject({ status: 404 });
  });
});

/** Open tasks on somebody's name, of a case that only lends them its row. */
async function holdTasks(assigneeId: string, count: number): Promise<void> {
  const [row] = await api.db.asOwner<{ id: string }>(
    `INSERT INTO "case" (number, process, state, unit_id, started_by, title_zh, title_en)
     SELECT 'ZR-TEST-' || $1, 'ADMISSION', 'MATERIAL_REVIEW', (SELECT id FROM unit WHERE code = 'county-0101'), $1::uuid, '测试', 'Test' RETURNING id`,
    [assigneeId],
  );
  const [stage] = await api.db.asOwner<{ id: string }>(
    `INSERT INTO stage (case_id, phase_seq, key, instance, state) VALUES ($1, 1, 'review', 1, 'OPEN') RETURNING id`,
    [row?.id],
  );
  await api.db.asOwner(
    `INSERT INTO task (case_id, stage_id, process, stage_key, title_zh, title_en, state, assignee_id)
     SELECT $1, $2, 'ADMISSION', 'review', '测试', 'Test', 'CLAIMED', $3 FROM generate_series(1, $4)`,
    [row?.id, stage?.id, assigneeId, count],
  );
}
