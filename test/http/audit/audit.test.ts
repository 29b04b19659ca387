import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { completeCreditCode, organisationCode } from '../../../src/domain/identity/credit-code.ts';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { givenChain, tamper } from '../../audit/chains.ts';

interface Entry {
  chain: string;
  seq: number;
  at: string;
  action: string;
  actorId: string;
  actorName: string;
  unitId: string;
  subject: string;
}

const NOBODY = '01999999-9999-7999-8999-999999999999';
let api: TestApi;
let auditor: Caller;
let entryId: string;
let company: { id: string; unitId: string };

beforeAll(async () => {
  api = await startApi();
  auditor = await api.as('auditor.province');
  const officer = await api.as('compliance-officer.province');
  const proposed = await officer.post<{ entryIds: string[] }>('/blacklist', {
    company: { name: '审计测试公司', creditCode: completeCreditCode(`91990000${organisationCode('MA9A0001')}`) },
    reasonCode: 'FRAUD',
    reason: '理由',
  });
  entryId = proposed.body.entryIds[0] ?? '';
  const second = await api.as('compliance-officer-2.province');
  await second.post(`/blacklist/${entryId}/decision`, { decision: 'LIST' }, { etag: 1 });
  company = await api.db.sql.one(
    `SELECT c.id, c.unit_id AS "unitId" FROM company c JOIN unit u ON u.id = c.unit_id WHERE u.code = 'county-0101' ORDER BY c.id LIMIT 1`,
  );
  const manager = await api.as('channel-manager.county-0101');
  for (const reasonCode of ['COMPLAINT', 'CASE_WORK', 'INVESTIGATION']) {
    await manager.post(`/companies/${company.id}/unmask`, { fields: ['PHONE'], reasonCode });
  }
});
afterAll(async () => {
  await api.close();
});

describe('GET /audit/entries', () => {
  it('[ORG-09] finds who did what by subject, actor, action, unit and time, newest first', async () => {
    const listed = await search({ subject: `blacklist:${entryId}` });
    expect(listed.map(({ action }) => action)).toEqual(['BLACKLIST_LISTED', 'BLACKLIST_PROPOSED']);
    expect(listed[0]?.actorName).toBe(await nameOf('compliance-officer-2.province'));

    const actorId = listed[1]?.actorId ?? '';
    expect(await search({ actorId, subject: `blacklist:${entryId}` })).toHaveLength(1);
    expect((await search({ action: 'COMPANY_UNMASKED' })).map(({ subject }) => subject)).toEqual(
      Array.from({ length: 3 }, () => `company:${company.id}`),
    );
    expect(await search({ action: 'COMPANY_UNMASKED', unitId: company.unitId })).toHaveLength(3);
    expect(await search({ action: 'COMPANY_UNMASKED', unitId: await unitIdOf('city-01') })).toHaveLength(3);
    expect(await search({ action: 'COMPANY_UNMASKED', unitId: await unitIdOf('city-02') })).toHaveLength(0);

    const [newest, , oldest] = await search({ action: 'COMPANY_UNMASKED' });
    expect(await search({ action: 'COMPANY_UNMASKED', from: newest?.at ?? '' })).toHaveLength(1);
    expect(await search({ action: 'COMPANY_UNMASKED', to: oldest?.at ?? '' })).toHaveLength(0);
  });

  it('finds the entries of a case by its id, its number and its unit', async () => {
    const chain = await givenChain(api.db, 3, new Date('2026-03-04T02:00:00.000Z'));
    const caseId = chain.slice('case:'.length);
    await api.db.sql.run(
      `INSERT INTO "case" (id, number, process, state, unit_id, started_by, title_zh, title_en)
       SELECT $1, 'ZR-2026-900077', 'ADMISSION', 'ACTIVE', $2, id, '测试', 'Test' FROM account WHERE login = 'administrator.province'`,
      [caseId, company.unitId],
    );
    for (const filter of [{ caseId }, { caseNumber: 'ZR-2026-900077' }, { action: 'TESTED', unitId: company.unitId }]) {
      expect((await search(filter)).map(({ seq }) => seq)).toEqual([3, 2, 1]);
    }
  });

  it('walks all pages without gap or repetition', async () => {
    const whole = await search({ limit: '100' });
    const walked: Entry[] = [];
    let next: string | null = '';
    while (next !== null && walked.length < 200) {
      const page: { body: { items: Entry[]; next: string | null } } = await auditor.get(
        `/audit/entries?limit=4${next === '' ? '' : `&cursor=${next}`}`,
      );
      walked.push(...page.body.items);
      next = page.body.next;
    }
    expect(walked.slice(0, 100)).toEqual(whole);
  });

  it('refuses filters that mean nothing', async () => {
    for (const query of ['actorId=1', 'from=yesterday', 'action=a%20b', 'caseNumber=1', `subject=%00`, 'cursor=e30']) {
      expect(await auditor.get(`/audit/entries?${query}`)).toMatchObject({ status: 422, body: { code: 'INVALID' } });
    }
  });

  it('is open to administrators and auditors only', async () => {
    expect((await (await api.as('administrator.province')).get('/audit/entries')).status).toBe(200);
    expect((await (await api.as('leader.province')).get('/audit/entries')).status).toBe(403);
    expect((await api.anonymous().get('/audit/entries')).status).toBe(401);
  });
});

describe('GET /audit/entries/{chain}/{seq}', () => {
  it('shows what was before and after', async () => {
    const [listed] = await search({ subject: `blacklist:${entryId}` });
    const answer = await auditor.get(`/audit/entries/${listed?.chain ?? ''}/${listed?.seq ?? 0}`);
    expect(answer).toMatchObject({
      status: 200,
      body: { action: 'BLACKLIST_LISTED', before: { state: 'PROPOSED' }, after: { state: 'LISTED' } },
    });
  });

  it('knows no entry that is not there', async () => {
    for (const path of [`case:${NOBODY}/1`, `unit:${company.unitId}/999999`, 'anchor/1', `unit:${company.unitId}/x`]) {
      expect({ path, status: (await auditor.get(`/audit/entries/${path}`)).status }).toEqual({ path, status: 404 });
    }
  });
});

describe('GET /cases/{caseId}/audit/verification', () => {
  it('says that a chain is whole, and where it is not', async () => {
    const chain = await givenChain(api.db, 3, new Date('2026-03-05T02:00:00.000Z'));
    const caseId = chain.slice('case:'.length);
    await api.db.sql.run(
      `INSERT INTO "case" (id, number, process, state, unit_id, started_by, title_zh, title_en)
       SELECT $1, 'ZR-2026-900078', 'ADMISSION', 'ACTIVE', $2, id, '测试', 'Test' FROM account WHERE login = 'administrator.province'`,
      [caseId, company.unitId],
    );
    const path = `/cases/${caseId}/audit/verification`;
    expect((await auditor.get(path)).body).toEqual({ chain, entries: 3, intact: true, faults: [] });
    await tamper(api.db, `UPDATE audit_entry SET payload = payload || ' ' WHERE chain = $1 AND seq = 2`, [chain]);
    expect((await auditor.get(path)).body).toEqual({
      chain,
      entries: 3,
      intact: false,
      faults: [{ seq: 2, fault: 'HASH' }],
    });
    expect((await auditor.get(`/cases/${NOBODY}/audit/verification`)).status).toBe(404);
    expect((await (await api.as('leader.province')).get(path)).status).toBe(403);
  });
});

async function search(query: Record<string, string>): Promise<Entry[]> {
  const answer = await auditor.get<{ items: Entry[] }>(`/audit/entries?${new URLSearchParams(query).toString()}`);
  expect(answer.status).toBe(200);
  return answer.body.items;
}

async function nameOf(login: string): Promise<string> {
  return (await api.db.sql.one<{ name: string }>('SELECT name FROM account WHERE login = $1', [login])).name;
}

async function unitIdOf(code: string): Promise<string> {
  return (await api.db.sql.one<{ id: string }>('SELECT id FROM unit WHERE code = $1', [code])).id;
}
