import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { auditedActions, newMember } from '../accounts/support.ts';

let api: TestApi;
let admin: Caller;
beforeAll(async () => {
  api = await startApi();
  admin = await api.as('administrator.province');
});
afterAll(async () => {
  await api.close();
});

interface UnitBody {
  id: string;
  parentId: string;
  path: string[];
  version: number;
  headName: string | null;
  closed: boolean;
}

async function idOf(code: string): Promise<string> {
  return (await api.db.sql.one<{ id: string }>('SELECT id FROM unit WHERE code = $1', [code])).id;
}

async function accountId(login: string): Promise<string> {
  return (await api.db.sql.one<{ id: string }>('SELECT id FROM account WHERE login = $1', [login])).id;
}

let created = 0;
async function newUnit(parentId: string, level = 'DEPARTMENT', caller = admin) {
  created += 1;
  const names = { nameZh: `测试单元${created}`, nameEn: `Unit ${created}` };
  return caller.post<{ unitId: string; version: number }>('/units', {
    parentId,
    level,
    code: `test-${created}`,
    ...names,
  });
}

describe('GET /units', () => {
  it('lists the tree in pages, by level, and below a unit', async () => {
    const first = await admin.get<{ items: { code: string }[]; next: string }>('/units?limit=2&level=COUNTY');
    expect(first.body.items.map(({ code }) => code)).toEqual(['county-0101', 'county-0102']);
    const second = await admin.get<{ items: { code: string }[] }>(
      `/units?limit=2&level=COUNTY&cursor=${first.body.next}`,
    );
    expect(second.body.items.map(({ code }) => code)).toEqual(['county-0103', 'county-0201']);
    const below = await admin.get<{ items: UnitBody[] }>(`/units?below=${await idOf('city-02')}&limit=100`);
    const city = await idOf('city-02');
    expect(below.body.items.length).toBeGreaterThan(3);
    expect(below.body.items.every(({ path }) => path.includes(city))).toBe(true);
  });

  it('shows applicants the units, and not who works there', async () => {
    const { caller } = await newMember(api);
    const own = await caller.get<{ items: UnitBody[] }>('/units?level=CITY');
    expect(own.body.items).toHaveLength(3);
    expect(own.body.items.every(({ headName }) => headName === null)).toBe(true);
    const staff = await admin.get<{ items: UnitBody[] }>('/units?level=CITY');
    expect(staff.body.items.every(({ headName }) => typeof headName === 'string')).toBe(true);
  });

  it('is not for strangers', async () => {
    expect(await api.anonymous().get('/units')).toMatchObject({ status: 401 });
  });
});

describe('POST /units', () => {
  it('creates a unit below another and puts it on record', async () => {
    const city = await idOf('city-01');
    const answer = await newUnit(city);
    expect(answer).toMatchObject({ status: 201, body: { version: 1 } });
    const read = await admin.get<UnitBody>(`/units/${answer.body.unitId}`);
    expect(read.body.path).toEqual([await idOf('province'), city, answer.body.unitId]);
    expect(read.headers.get('etag')).toBe('"1"');
    expect(await auditedActions(api.db, `unit:${answer.body.unitId}`)).toEqual(['UNIT_CREATED']);
  });

  it('refuses what does not fit the tree, an unknown parent, and a code twice', async () => {
    const county = await idOf('county-0101');
    expect(await newUnit(county, 'CITY')).toMatchObject({
      status: 409,
      body: { code: 'UNIT_TREE', facts: { fault: 'LEVEL' } },
    });
    expect(await newUnit('01890000-0000-7000-8000-000000000000')).toMatchObject({ body: { code: 'UNIT_UNKNOWN' } });
    const body = { parentId: county, level: 'DEPARTMENT', code: 'city-01', nameZh: '重复', nameEn: 'Twice' };
    expect(await admin.post('/units', body)).toMatchObject({ status: 409, body: { code: 'CODE_TAKEN' } });
    const names = { nameZh: '长'.repeat(10_000), nameEn: 'x' };
    expect(await admin.post('/units', { ...body, code: 'long-name', ...names })).toMatchObject({ status: 422 });
  });

  it('is for administrators, within the units they govern', async () => {
    const [city, other] = [await idOf('city-01'), await idOf('city-02')];
    const reviewer = await api.as('channel-reviewer.city-01');
    expect(await newUnit(city, 'DEPARTMENT', reviewer)).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } });
    await admin.post(`/staff/${await accountId('channel-reviewer.city-01')}/roles`, {
      role: 'ADMINISTRATOR',
      unitId: city,
    });
    expect((await newUnit(city, 'DEPARTMENT', reviewer)).status).toBe(201);
    expect(await newUnit(other, 'DEPARTMENT', reviewer)).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } });
  });
});

describe('PUT /units/{unitId}/…', () => {
  it('renames, and refuses whoever has not seen the last change', async () => {
    const { body } = await newUnit(await idOf('city-01'));
    const path = `/units/${body.unitId}/names`;
    const renamed = await admin.put(path, { nameZh: '𠮷祥部', nameEn: 'Luck' }, { etag: 1 });
    expect(renamed).toMatchObject({ status: 200, body: { version: 2 } });
    expect(renamed.headers.get('etag')).toBe('"2"');
    expect(await admin.put(path, { nameZh: '别名', nameEn: 'Other' }, { etag: 1 })).toMatchObject({
      status: 412,
      body: { code: 'STALE_VERSION', facts: { version: 2 } },
    });
    expect(await admin.put(path, { nameZh: '别名', nameEn: 'Other' })).toMatchObject({
      status: 428,
      body: { code: 'VERSION_MISSING' },
    });
    expect((await admin.get(`/units/${body.unitId}`)).body).toMatchObject({ nameZh: '𠮷祥部' });
  });

  it('moves a unit with everything below it', async () => {
    const province = await idOf('province');
    const city = await newUnit(province, 'CITY');
    const county = await newUnit(city.body.unitId, 'COUNTY');
    const department = await newUnit(county.body.unitId);
    const target = await idOf('city-03');
    const moved = await admin.put(`/units/${county.body.unitId}/parent`, { parentId: target }, { etag: 1 });
    expect(moved).toMatchObject({ status: 200, body: { version: 2 } });
    const read = await admin.get<UnitBody>(`/units/${department.body.unitId}`);
    expect(read.body.path).toEqual([province, target, county.body.unitId, department.body.unitId]);
  });

  it('never moves a unit below itself, the root, or onto a wrong level', async () => {
    const city = await newUnit(await idOf('province'), 'CITY');
    const county = await newUnit(city.body.unitId, 'COUNTY');
    const fault = (name: string) => ({ status: 409, body: { code: 'UNIT_TREE', facts: { fault: name } } });
    const move = (unitId: string, parentId: string, etag = 1) =>
      admin.put(`/units/${unitId}/parent`, { parentId }, { etag });
    expect(await move(city.body.unitId, county.body.unitId)).toMatchObject(fault('BELOW_ITSELF'));
    expect(await move(city.body.unitId, city.body.unitId)).toMatchObject(fault('BELOW_ITSELF'));
    expect(await move(city.body.unitId, await idOf('city-01'))).toMatchObject(fault('LEVEL'));
    const root = await admin.get<UnitBody>(`/units/${await idOf('province')}`);
    expect(await move(root.body.id, city.body.unitId, root.body.version)).toMatchObject(fault('ROOT'));
  });

  it('keeps the tree a tree when two move each other at once', async () => {
    const [a, b] = [await newUnit(await idOf('city-01'), 'COUNTY'), await newUnit(await idOf('city-02'), 'COUNTY')];
    const move = (unit: typeof a, parentId: string) =>
      admin.put(`/units/${unit.body.unitId}/parent`, { parentId }, { etag: 1 });
    await Promise.all([move(a, await idOf('city-02')), move(b, await idOf('city-01'))]);
    const broken = await api.db.sql.one(
      `SELECT count(*)::int AS n FROM unit u JOIN unit p ON p.id = u.parent_id WHERE u.path <> p.path || u.id`,
    );
    expect(broken).toEqual({ n: 0 });
  });

  it('names a head who is active staff, or none', async () => {
    const { body } = await newUnit(await idOf('city-01'));
    const path = `/units/${body.unitId}/head`;
    const head = await accountId('leader.city-01');
    expect(await admin.put(path, { accountId: head }, { etag: 1 })).toMatchObject({
      status: 200,
      body: { version: 2 },
    });
    expect((await admin.get(`/units/${body.unitId}`)).body).toMatchObject({ headId: head });
    expect((await admin.put(path, { accountId: null }, { etag: 2 })).status).toBe(200);
    const { id } = await newMember(api);
    expect(await admin.put(path, { accountId: id }, { etag: 3 })).toMatchObject({
      status: 422,
      body: { code: 'INVALID' },
    });
  });
});

describe('POST /units/{unitId}/closing', () => {
  it('closes an unused unit for good, and nobody gets a role in it any more', async () => {
    const { body } = await newUnit(await idOf('city-01'));
    expect(await admin.post(`/units/${body.unitId}/closing`, undefined, { etag: 1 })).toMatchObject({ status: 200 });
    expect((await admin.get<UnitBody>(`/units/${body.unitId}`)).body.closed).toBe(true);
    const staff = await accountId('leader.city-01');
    expect(await admin.post(`/staff/${staff}/roles`, { role: 'LEADER', unitId: body.unitId })).toMatchObject({
      body: { code: 'UNIT_UNKNOWN' },
    });
    expect(await newUnit(body.unitId)).toMatchObject({ status: 409, body: { code: 'UNIT_TREE' } });
    expect(await admin.post(`/units/${body.unitId}/closing`, undefined, { etag: 2 })).toMatchObject({
      status: 409,
      body: { code: 'WRONG_STATE' },
    });
  });

  it('says what still uses a unit', async () => {
    const { body } = await admin.get<UnitBody>(`/units/${await idOf('city-02')}`);
    expect(await admin.post(`/units/${body.id}/closing`, undefined, { etag: body.version })).toMatchObject({
      status: 409,
      body: {
        code: 'UNIT_NOT_EMPTY',
        facts: { units: expect.any(Number) as unknown, roles: expect.any(Number) as unknown },
      },
    });
    const root = await admin.get<UnitBody>(`/units/${await idOf('province')}`);
    const answer = await admin.post(`/units/${root.body.id}/closing`, undefined, { etag: root.body.version });
    expect(answer).toMatchObject({ body: { code: 'UNIT_TREE', facts: { fault: 'ROOT' } } });
  });

  it('knows no unit under a name nobody has', async () => {
    for (const id of ['01890000-0000-7000-8000-000000000000', 'x', '%00', `'%20OR%20'1'%3D'1`]) {
      expect(await admin.get(`/units/${id}`)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    }
  });
});

describe('GET /roles', () => {
  it('[ORG-01] shows the duty and authority matrix: every role with duty and permissions, in both languages', async () => {
    const { body } = await (
      await api.as('auditor.province')
    ).get<{
      staffRoles: { code: string; name: object; duty: object; permissions: string[] }[];
      permissions: { code: string; name: { zh: string; en: string } }[];
    }>('/roles');
    expect(body.staffRoles).toHaveLength(14);
    const known = new Set(body.permissions.map(({ code }) => code));
    for (const { name, duty, permissions } of body.staffRoles) {
      expect(Object.keys(name)).toEqual(['zh', 'en']);
      expect(Object.keys(duty)).toEqual(['zh', 'en']);
      expect(permissions.every((code) => known.has(code))).toBe(true);
    }
    expect(body.staffRoles.find(({ code }) => code === 'ADMINISTRATOR')?.permissions).not.toContain('DECIDE_BLACKLIST');
  });

  it('[ORG-02][ORG-04] names the levels and posts of the channel organisation', async () => {
    expect((await admin.get('/roles')).body).toMatchObject({
      levels: [
        { code: 'DIRECTOR', name: { zh: '总监' } },
        { code: 'MANAGER', name: { zh: '经理' } },
        { code: 'SPECIALIST', name: { zh: '专员' } },
      ],
      posts: [
        { code: 'EXPANSION', name: { zh: '渠道拓展' } },
        { code: 'MAINTENANCE', name: { zh: '渠道维护' } },
        { code: 'SUPPORT', name: { zh: '渠道支持' } },
      ],
    });
  });

  it('is not for applicants', async () => {
    const { caller } = await newMember(api);
    expect(await caller.get('/roles')).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } });
  });
});
