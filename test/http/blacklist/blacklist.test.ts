import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { completeCreditCode, organisationCode } from '../../../src/domain/identity/credit-code.ts';
import { completeResidentId } from '../../../src/domain/identity/resident-id.ts';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';

interface Entry {
  id: string;
  name: string;
  state: string;
  version: number;
  steps: { action: string; reason: string | null; accountId: string }[];
}

const NOBODY = '01999999-9999-7999-8999-999999999999';
const why = { reasonCode: 'FRAUD', reason: '伪造材料 😡 𠮷' };
let api: TestApi;
let manager: Caller;
let risk: Caller;
let officer: Caller;
let second: Caller;
let numbers = 0;

beforeAll(async () => {
  api = await startApi();
  [manager, risk, officer, second] = await Promise.all([
    api.as('channel-manager.county-0101'),
    api.as('risk-officer.city-01'),
    api.as('compliance-officer.province'),
    api.as('compliance-officer-2.province'),
  ]);
});
afterAll(async () => {
  await api.close();
});

describe('POST /blacklist', () => {
  it('proposes a company and a person at once, and keeps the resident id only masked and hashed', async () => {
    const residentId = completeResidentId('99000019800101123');
    const { creditCode } = nextCompany();
    const answer = await manager.post<{ entryIds: string[] }>('/blacklist', {
      company: { name: '虚商（集团）贸易', creditCode: creditCode.toLowerCase() },
      person: { name: '单雄信', residentId },
      ...why,
    });
    expect(answer.status).toBe(201);
    const [company, person] = await Promise.all(answer.body.entryIds.map((id) => read(officer, id)));
    expect(company?.body).toMatchObject({ subjectKind: 'COMPANY', creditCode, state: 'PROPOSED', reason: why.reason });
    expect(person?.body).toMatchObject({
      subjectKind: 'PERSON',
      name: '单雄信',
      personIdMask: '990***********123' + residentId.slice(-1),
    });
    expect(JSON.stringify(person?.body)).not.toContain(residentId);
    const rows = await api.db.sql.rows(
      `SELECT * FROM blacklist_entry e, audit_entry a WHERE a.action = 'BLACKLIST_PROPOSED' AND a.subject = 'blacklist:' || e.id`,
    );
    expect(rows.length).toBeGreaterThanOrEqual(2);
    expect(JSON.stringify(rows)).not.toContain(residentId);
    const stored = await api.db.sql.rows<{ payload: string }>(
      `SELECT payload FROM audit_entry WHERE action = 'BLACKLIST_PROPOSED'`,
    );
    expect(JSON.stringify(stored)).not.toMatch(/单雄信|伪造/);
  });

  it('refuses a company or person that is listed or proposed already', async () => {
    const { company } = nextCompany();
    const person = { name: '单雄信', residentId: completeResidentId('99000019810101123') };
    await manager.post('/blacklist', { company, person, ...why });
    for (const subject of [{ company }, { person: { ...person, name: '另一个名字' } }]) {
      expect(await risk.post('/blacklist', { ...subject, ...why })).toMatchObject({
        status: 409,
        body: { code: 'ALREADY_LISTED' },
      });
    }
  });

  it('lists nothing of a proposal whose second subject is listed already', async () => {
    const known = nextCompany();
    await manager.post('/blacklist', {
      person: { name: '甲', residentId: completeResidentId('99000019820101123') },
      ...why,
    });
    const answer = await manager.post('/blacklist', {
      company: known.company,
      person: { name: '甲', residentId: completeResidentId('99000019820101123') },
      ...why,
    });
    expect(answer.body['code']).toBe('ALREADY_LISTED');
    expect((await list(officer, `text=${known.creditCode}`)).body.items).toEqual([]);
  });

  it.each([
    ['nobody named', { ...why }, 'INVALID'],
    [
      'a wrong check digit',
      { company: { name: '甲', creditCode: '91990000MA9T0001X0' }, ...why },
      'CREDIT_CODE_INVALID',
    ],
    ['a wrong resident id', { person: { name: '甲', residentId: '990000198001011230' }, ...why }, 'INVALID'],
    ['no reason', { person: { name: '甲' }, reasonCode: 'FRAUD' }, 'INVALID'],
    ['an empty reason', { person: { name: '甲' }, reasonCode: 'FRAUD', reason: ' ' }, 'INVALID'],
    ['too long a reason', { person: { name: '甲' }, reasonCode: 'FRAUD', reason: '字'.repeat(4001) }, 'INVALID'],
    ['NUL in a name', { person: { name: '甲\0' }, ...why }, 'INVALID'],
    ['an unknown field', { person: { name: '甲' }, ...why, state: 'LISTED' }, 'UNKNOWN_FIELD'],
  ])('refuses %s', async (_what, body, code) => {
    expect(await manager.post('/blacklist', body)).toMatchObject({ status: 422, body: { code } });
  });
});

describe('POST /blacklist/{entryId}/decision', () => {
  it('[CRD-03] lists an entry with reason, date and approver, only when a second person says so', async () => {
    const entryId = await propose(officer);
    const own = await officer.post(`/blacklist/${entryId}/decision`, { decision: 'LIST' }, { etag: 1 });
    expect(own).toMatchObject({ status: 403, body: { code: 'SAME_PERSON' } });

    const other = await second.post(`/blacklist/${entryId}/decision`, { decision: 'LIST' }, { etag: 1 });
    expect(other).toMatchObject({ status: 200, body: { entryId, state: 'LISTED', version: 2 } });
    const { body } = await read(second, entryId);
    expect(body).toMatchObject({
      state: 'LISTED',
      reasonCode: 'FRAUD',
      reason: why.reason,
      decidedBy: await idOf('compliance-officer-2.province'),
    });
    expect(body).toHaveProperty('listedAt', expect.stringMatching(/^2\d{3}-/));
    expect(body.steps.map(({ action }) => action)).toEqual(['PROPOSED', 'LISTED']);
    expect(await actionsOn(entryId)).toEqual(['BLACKLIST_PROPOSED', 'BLACKLIST_LISTED']);
  });

  it('dismisses with a reason, after which the same subject may be proposed again', async () => {
    const { company } = nextCompany();
    const entryId = await propose(manager, company);
    expect((await officer.post(`/blacklist/${entryId}/decision`, { decision: 'DISMISS' }, { etag: 1 })).status).toBe(
      422,
    );
    const answer = await officer.post(
      `/blacklist/${entryId}/decision`,
      { decision: 'DISMISS', reason: '证据不足' },
      { etag: 1 },
    );
    expect(answer.body).toMatchObject({ state: 'DISMISSED' });
    expect((await read(officer, entryId)).body.steps[1]).toMatchObject({ action: 'DISMISSED', reason: '证据不足' });
    expect((await manager.post('/blacklist', { company, ...why })).status).toBe(201);
  });

  it('asks for the version that was seen, and refuses an older one and a second decision', async () => {
    const entryId = await propose(manager);
    const path = `/blacklist/${entryId}/decision`;
    expect((await officer.post(path, { decision: 'LIST' })).body['code']).toBe('VERSION_MISSING');
    expect((await officer.post(path, { decision: 'LIST' }, { etag: 7 })).body['code']).toBe('STALE_VERSION');
    await officer.post(path, { decision: 'LIST' }, { etag: 1 });
    const late = await second.post(path, { decision: 'DISMISS', reason: '迟了' }, { etag: 2 });
    expect(late).toMatchObject({ status: 409, body: { code: 'BLACKLIST_STATE', facts: { state: 'LISTED' } } });
  });

  it('is decided once when two people decide at the same moment', async () => {
    const entryId = await propose(manager);
    const path = `/blacklist/${entryId}/decision`;
    const answers = await Promise.all([
      officer.post(path, { decision: 'LIST' }, { etag: 1 }),
      second.post(path, { decision: 'DISMISS', reason: '不成立' }, { etag: 1 }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(await actionsOn(entryId)).toHaveLength(2);
  });
});

describe('POST /blacklist/{entryId}/removal and its decision', () => {
  it('[CRD-03] keeps an entry in force until a second person removes it, and forgets nothing of it', async () => {
    const { company, creditCode } = nextCompany();
    const entryId = await propose(manager, company);
    await officer.post(`/blacklist/${entryId}/decision`, { decision: 'LIST' }, { etag: 1 });
    const removal = { reasonCode: 'REHABILITATED', reason: '第一次申请移出' };
    expect((await officer.post(`/blacklist/${entryId}/removal`, removal, { etag: 2 })).body).toMatchObject({
      state: 'REMOVAL_PROPOSED',
    });
    const own = await officer.post(`/blacklist/${entryId}/removal-decision`, { decision: 'REMOVE' }, { etag: 3 });
    expect(own.body['code']).toBe('SAME_PERSON');
    const kept = await second.post(
      `/blacklist/${entryId}/removal-decision`,
      { decision: 'KEEP', reason: '尚未整改' },
      { etag: 3 },
    );
    expect(kept.body).toMatchObject({ state: 'LISTED', version: 4 });
    expect((await manager.post('/blacklist', { company, ...why })).body['code']).toBe('ALREADY_LISTED');

    await second.post(`/blacklist/${entryId}/removal`, { ...removal, reason: '第二次申请移出' }, { etag: 4 });
    const removed = await officer.post(`/blacklist/${entryId}/removal-decision`, { decision: 'REMOVE' }, { etag: 5 });
    expect(removed.body).toMatchObject({ state: 'REMOVED' });

    const { body } = await read(officer, entryId);
    expect(body.steps.map(({ action, reason }) => [action, reason])).toEqual([
      ['PROPOSED', why.reason],
      ['LISTED', null],
      ['REMOVAL_PROPOSED', '第一次申请移出'],
      ['KEPT', '尚未整改'],
      ['REMOVAL_PROPOSED', '第二次申请移出'],
      ['REMOVED', null],
    ]);
    expect((await list(officer, `text=${creditCode}&state=REMOVED`)).body.items).toHaveLength(1);
    expect((await manager.post('/blacklist', { company, ...why })).status).toBe(201);
  });
});

describe('GET /blacklist', () => {
  it('shows those who may only propose what they proposed, and nothing of the rest', async () => {
    const mine = await propose(manager);
    const foreign = await propose(risk);
    const seen = (await list(manager, 'limit=100')).body.items.map(({ id }) => id);
    expect(seen).toContain(mine);
    expect(seen).not.toContain(foreign);
    expect((await read(manager, mine)).status).toBe(200);
    expect((await read(manager, foreign)).status).toBe(404);
    expect((await manager.post(`/blacklist/${foreign}/removal`, why, { etag: 1 })).status).toBe(404);
    expect((await read(risk, foreign)).status).toBe(200);
    expect((await read(await api.as('auditor.province'), foreign)).status).toBe(200);
    expect((await read(officer, NOBODY)).status).toBe(404);
  });

  it('finds the seeded entries by name, credit code, state and kind, page by page', async () => {
    const found = async (query: string) => (await list(officer, query)).body.items.map(({ name }) => name);
    expect(await found('text=不实')).toEqual(['钱不实']);
    expect(await found('text=%25')).toEqual([]);
    expect(await found('state=LISTED&subjectKind=PERSON')).toEqual(expect.arrayContaining(['钱不实', '魏守约']));
    const walked: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page = await list(officer, `limit=2${next === '' ? '' : `&cursor=${next}`}`);
      walked.push(...page.body.items.map(({ id }) => id));
      next = page.body.next;
    }
    expect(new Set(walked).size).toBe(walked.length);
    expect(walked).toEqual((await list(officer, 'limit=100')).body.items.map(({ id }) => id));
  });
});

it('leaves an audit that verifies', async () => {
  expect((await verifyAudit(api.db)).faults).toEqual([]);
});

function nextCompany() {
  numbers += 1;
  const creditCode = completeCreditCode(`91990000${organisationCode(`MC${String(numbers).padStart(6, '0')}`)}`);
  return { creditCode, company: { name: `黑名单测试${numbers}公司`, creditCode } };
}

async function propose(by: Caller, company = nextCompany().company): Promise<string> {
  const { status, body } = await by.post<{ entryIds: string[] }>('/blacklist', { company, ...why });
  expect(status).toBe(201);
  return body.entryIds[0] ?? '';
}

function read(by: Caller, entryId: string) {
  return by.get<Entry>(`/blacklist/${entryId}`);
}

function list(by: Caller, query: string) {
  return by.get<{ items: Entry[]; next: string | null }>(`/blacklist?${query}`);
}

async function idOf(login: string): Promise<string> {
  return (await api.db.sql.one<{ id: string }>('SELECT id FROM account WHERE login = $1', [login])).id;
}

async function actionsOn(entryId: string): Promise<string[]> {
  const rows = await api.db.sql.rows<{ action: string }>(
    'SELECT action FROM audit_entry WHERE subject = $1 ORDER BY seq',
    [`blacklist:${entryId}`],
  );
  return rows.map(({ action }) => action);
}
