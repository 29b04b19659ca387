import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { completeCreditCode, organisationCode } from '../../../src/domain/identity/credit-code.ts';
import { insertChannel } from '../../../src/registry/channels/channel.ts';
import { insertCompany } from '../../../src/registry/companies/company.ts';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';

interface CompanyPage {
  items: { id: string; name: string; creditCode: string; legalRepName: string; channelCount: number }[];
  next: string | null;
}

const CREDIT_CODE = completeCreditCode(`91990000${organisationCode('MA9T0001')}`);
let api: TestApi;
let manager: Caller;
let county: string;
let otherCounty: string;

beforeAll(async () => {
  api = await startApi();
  manager = await api.as('channel-manager.county-0101');
  county = await unitIdOf('county-0101');
  otherCounty = await unitIdOf('county-0202');
  const companyId = await insertCompany(api.db.sql, {
    creditCode: CREDIT_CODE,
    name: '重庆鹧鸪(集团)5G通讯有限公司',
    subjectKind: 'ENTERPRISE',
    partnerState: 'PARTNER',
    legalRepName: '欧阳娜娜',
    unitId: county,
  });
  await insertChannel(api.db.sql, {
    code: 'TEST-000042',
    typeCode: 'AGENT',
    companyId,
    unitId: county,
    name: '鹧鸪人民路营业部',
    address: '人民路 1 号',
    state: 'ACTIVE',
  });
  await api.db.sql.run(
    `INSERT INTO "case" (number, process, state, company_id, unit_id, started_by, title_zh, title_en)
     SELECT 'ZR-2026-900042', 'ADMISSION', 'ACTIVE', $1, $2, id, '测试', 'Test' FROM account WHERE login = 'administrator.province'`,
    [companyId, county],
  );
  await insertCompany(api.db.sql, {
    creditCode: completeCreditCode(`91990000${organisationCode('MA9T0002')}`),
    name: '㛃𠮷100%_商贸行',
    subjectKind: 'INDIVIDUAL_BUSINESS',
    partnerState: 'NONE',
    unitId: otherCounty,
  });
});
afterAll(async () => {
  await api.close();
});

describe('GET /companies', () => {
  it.each([
    ['a part of the name', '鹧鸪'],
    ['one character', '鹧'],
    ['a part that spans brackets, typed without them', '鹧鸪集团5g'],
    ['a part typed with full-width brackets', '鹧鸪（集团）'],
    ['whole pinyin, with the right reading of 重', 'chongqingzhegu'],
    ['a part of the pinyin', 'zhegu'],
    ['initials', 'cqzg'],
    ['initials in capitals', 'CQZGJT'],
    ['two words that both fit', '鹧鸪 通讯'],
    ['a credit code', CREDIT_CODE],
    ['a credit code in groups and lower case', CREDIT_CODE.toLowerCase().replace(/(.{6})/g, '$1 ')],
    ['the beginning of a credit code', CREDIT_CODE.slice(0, 14)],
    ['a case number', 'ZR-2026-900042'],
    ['a case number without hyphens', 'zr2026900042'],
    ['the code of one of its channels', 'TEST-000042'],
  ])('finds a company by %s', async (_what, text) => {
    const { status, body } = await search({ text });
    expect(status).toBe(200);
    expect(body.items.map(({ creditCode }) => creditCode)).toContain(CREDIT_CODE);
  });

  it.each([
    ['two words of which one does not fit', '鹧鸪 钢铁'],
    ['a wildcard of the database', '鹧%讯'],
    ['nothing but punctuation', '()'],
    ['an injection', `鹧鸪'); DROP TABLE company; --`],
    ['a case number nobody has', 'ZR-2026-999999'],
  ])('does not find it by %s', async (_what, text) => {
    const { status, body } = await search({ text });
    expect({ status, found: body.items.filter(({ creditCode }) => creditCode === CREDIT_CODE) }).toEqual({
      status: 200,
      found: [],
    });
  });

  it('takes characters beyond the basic plane and wildcards in names literally', async () => {
    for (const text of ['𠮷', '㛃𠮷', '100%_商']) {
      const { body } = await search({ text });
      expect(body.items.map(({ name }) => name)).toEqual(['㛃𠮷100%_商贸行']);
    }
  });

  it('narrows by unit with the units below it, by type and by state', async () => {
    const city = await unitIdOf('city-01');
    const found = async (query: Record<string, string>) => (await search({ text: '鹧鸪', ...query })).body.items.length;
    expect(await found({ unitId: county })).toBe(1);
    expect(await found({ unitId: city })).toBe(1);
    expect(await found({ unitId: otherCounty })).toBe(0);
    expect(await found({ type: 'AGENT' })).toBe(1);
    expect(await found({ type: 'EXCLUSIVE' })).toBe(0);
    expect(await found({ type: 'NO_SUCH_TYPE' })).toBe(0);
    expect(await found({ state: 'PARTNER' })).toBe(1);
    expect(await found({ state: 'ENDED' })).toBe(0);
  });

  it('masks the legal representative and counts the channels', async () => {
    const { body } = await search({ text: '鹧鸪' });
    expect(body.items).toMatchObject([{ legalRepName: '欧阳**', channelCount: 1 }]);
  });

  it.each([[{}], [{ text: '公司' }], [{ text: 'gongsi' }]])(
    'walks all pages of %p without gap or repetition',
    async (query) => {
      const whole = await search({ ...query, limit: '100' });
      const walked: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page = await search({ ...query, limit: '3', ...(cursor === '' ? {} : { cursor }) });
        expect(page.status).toBe(200);
        walked.push(...page.body.items.map(({ id }) => id));
        cursor = page.body.next;
      }
      expect(walked.length).toBeGreaterThan(6);
      expect(walked).toEqual(whole.body.items.map(({ id }) => id));
    },
  );

  it('refuses a cursor it never gave, unknown filters and unknown values', async () => {
    for (const query of ['cursor=abc', 'limit=101', 'limit=0', 'state=OPEN', 'unitId=1', 'text=%00', 'type=a%20b']) {
      const answer = await manager.get(`/companies?${query}`);
      expect({ query, status: answer.status, code: answer.body['code'] }).toEqual({
        query,
        status: 422,
        code: 'INVALID',
      });
    }
    expect((await manager.get('/companies?name=x')).body['code']).toBe('UNKNOWN_FIELD');
  });

  it('is not open to partners or strangers', async () => {
    expect((await api.anonymous().get('/companies')).status).toBe(401);
    expect((await (await api.as('owner.0001@example.com')).get('/companies')).status).toBe(403);
  });
});

function search(query: Record<string, string>) {
  return manager.get<CompanyPage>(`/companies?${new URLSearchParams(query).toString()}`);
}

async function unitIdOf(code: string): Promise<string> {
  return (await api.db.sql.one<{ id: string }>('SELECT id FROM unit WHERE code = $1', [code])).id;
}
