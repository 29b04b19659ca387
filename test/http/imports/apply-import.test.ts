import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { creditCode, csv, registryRow, REGISTRY_HEADER, report, upload, xlsx, type Row } from './lists.ts';

let api: TestApi;
let reviewer: Caller;

beforeAll(async () => {
  api = await startApi();
  reviewer = await api.as('channel-reviewer.county-0101');
});
afterAll(async () => {
  await api.close();
});

describe('POST /imports/{importId}/apply', () => {
  it('writes 5,000 rows at once: companies, channels, searchable, partners, one audit entry with the hash of the rows', async () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => registryRow(10_000 + index));
    rows[0] = registryRow(10_000, 'county-0101', { 0: '㛃𠮷（集团）通信有限公司', 3: '欧阳𠮷' });
    const importId = await checked(rows, 'xlsx');
    const answer = await apply(importId);
    expect(answer).toMatchObject({
      status: 200,
      body: { importId, state: 'APPLIED', rowCount: 5000, newCount: 5000, changeCount: 0 },
    });

    expect(await countImported(10_000, 15_000)).toEqual({ companies: 5000, channels: 5000, partners: 5000 });
    const found = await reviewer.get<{ items: { name: string; creditCode: string }[] }>(
      `/companies?text=${encodeURIComponent('𠮷集团')}`,
    );
    expect(found.body.items).toMatchObject([{ name: '㛃𠮷（集团）通信有限公司', creditCode: creditCode(10_000) }]);
    const byPinyin = await reviewer.get<{ items: { code: string }[] }>('/channels?text=daoru14999yingyebu');
    expect(byPinyin.body.items).toMatchObject([{ code: 'IMP-014999' }]);

    const entries = await auditOf(importId);
    expect(entries.map(({ action }) => action)).toEqual(['IMPORT_CHECKED', 'IMPORT_APPLIED']);
    expect(JSON.parse(entries[1]?.payload ?? '')).toMatchObject({
      after: { state: 'APPLIED', rowCount: 5000, rowsHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(entries.map(({ payload }) => payload).join()).not.toMatch(/欧阳|13800138000/);
  }, 120_000);

  it('has one effect when it is applied twice, and when two apply it at the same moment', async () => {
    const importId = await checked([registryRow(21), registryRow(22)]);
    const key = 'apply-under-one-key';
    const answers = await Promise.all([apply(importId, key), apply(importId, key), apply(importId), apply(importId)]);
    const done = answers.filter(({ status }) => status === 200);
    expect(done.length).toBeGreaterThanOrEqual(1);
    expect(new Set(done.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers.filter(({ status }) => status !== 200).every(({ body }) => body.code === 'IMPORT_STATE')).toBe(true);
    expect(await apply(importId)).toMatchObject({
      status: 409,
      body: { code: 'IMPORT_STATE', facts: { state: 'APPLIED' } },
    });
    expect(await countImported(21, 23)).toEqual({ companies: 2, channels: 2, partners: 2 });
    expect((await auditOf(importId)).filter(({ action }) => action === 'IMPORT_APPLIED')).toHaveLength(1);
  });

  it('lets one of two lists with the same new companies win, whole', async () => {
    const [one, two] = await Promise.all([
      checked([registryRow(31), registryRow(32)]),
      checked([registryRow(32), registryRow(33)]),
    ]);
    const answers = await Promise.all([apply(one), apply(two)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const loser = answers.find(({ status }) => status === 409);
    expect(loser?.body).toMatchObject({ code: 'IMPORT_STATE', facts: { reason: 'REGISTRY_CHANGED' } });
    expect((await countImported(31, 34)).companies).toBe(2);
  });

  it('updates what differs, leaves what an empty cell stands for, and says SAME for the rest', async () => {
    await apply(await checked([registryRow(41), registryRow(42)]));
    const importId = await checked([
      registryRow(41, 'county-0101', { 0: '改名41通信有限公司', 4: '', 9: '', 10: '', 11: '新地址', 12: '' }),
      registryRow(42),
    ]);
    expect((await report(reviewer, importId)).map(({ action }) => action)).toEqual(['UPDATE', 'SAME']);
    expect((await apply(importId)).body).toMatchObject({ newCount: 0, changeCount: 1 });
    const row = await api.db.sql.one(
      `SELECT c.name, c.phone, c.name_pinyin AS pinyin, c.version, h.name AS channel, h.address, h.state, h.version AS channel_version
       FROM company c JOIN channel h ON h.company_id = c.id WHERE c.credit_code = $1`,
      [creditCode(41)],
    );
    expect(row).toEqual({
      name: '改名41通信有限公司',
      phone: '13800138000',
      pinyin: 'gaiming41tongxinyouxiangongsi',
      version: 3,
      channel: '导入41营业部',
      address: '新地址',
      state: 'ACTIVE',
      channel_version: 2,
    });
    const same = await checked([registryRow(42)]);
    expect((await apply(same)).body).toMatchObject({ newCount: 0, changeCount: 0 });
  });

  it('gives several channels to one company, and none to a row that names none', async () => {
    const alone = { 8: '', 9: '', 10: '', 11: '', 12: '' };
    await apply(
      await checked([
        registryRow(51, 'county-0101', alone),
        registryRow(52),
        registryRow(52, 'county-0101', { 8: 'IMP-000052-B', 9: '第二营业部', 12: '关闭' }),
      ]),
    );
    expect(await countImported(51, 53)).toEqual({ companies: 2, channels: 2, partners: 1 });
  });

  it('changes neither state nor type of a channel on record, nor a channel of somebody else', async () => {
    await apply(await checked([registryRow(61), registryRow(62)]));
    const own = await api.db.sql.one<{ code: string }>('SELECT code FROM channel WHERE company_id IS NULL LIMIT 1');
    const { body } = await upload(
      reviewer,
      csv([
        REGISTRY_HEADER,
        registryRow(61, 'county-0101', { 10: 'EXCLUSIVE', 12: '关闭' }),
        registryRow(62, 'county-0101', { 8: 'IMP-000061' }),
        registryRow(63, 'county-0101', { 8: own.code }),
      ]),
    );
    expect((await report(reviewer, body.importId)).map(({ errors }) => errors.map(({ code }) => code))).toEqual([
      ['STATE_FIXED', 'TYPE_FIXED'],
      ['DUPLICATE_IN_FILE', 'CHANNEL_OF_ANOTHER'],
      expect.arrayContaining(['CHANNEL_OF_ANOTHER']),
    ]);
  });

  it('refuses a list when anything it names was changed since it was checked, and writes nothing', async () => {
    await apply(await checked([registryRow(71)]));
    const importId = await checked([registryRow(71, 'county-0101', { 6: '另一条路' }), registryRow(72)]);
    await api.db.sql.run('UPDATE company SET version = version + 1 WHERE credit_code = $1', [creditCode(71)]);
    expect(await apply(importId)).toMatchObject({
      status: 409,
      body: { code: 'IMPORT_STATE', facts: { reason: 'REGISTRY_CHANGED', rows: [2] } },
    });
    expect((await countImported(72, 73)).companies).toBe(0);
    const { state } = await api.db.sql.one<{ state: string }>('SELECT state FROM import_job WHERE id = $1', [importId]);
    expect(state).toBe('CHECKED');
  });

  it('leaves companies of another part of the organisation alone', async () => {
    await apply(await checked([registryRow(81)]));
    const other = await api.as('channel-reviewer.county-0202');
    const { body } = await upload(other, csv([REGISTRY_HEADER, registryRow(81, 'county-0202')]));
    const [row] = await report(other, body.importId);
    expect(row?.errors.map(({ code }) => code)).toContain('UNIT_OUT_OF_REACH');
  });
});

describe('the credit list', () => {
  const header = ['统一社会信用代码', '信用等级', '评定日期', '数据来源'];

  it('loads grades that the screening reads, by those who may load credit', async () => {
    const risk = await api.as('risk-officer.city-01');
    const file = xlsx([
      header,
      [creditCode(91), 'B', new Date('2026-03-04T00:00:00Z'), '省信用平台'],
      [creditCode(92), 'd', '2026年3月5日', '省信用平台'],
    ]);
    const { body } = await upload(risk, file, 'CREDIT');
    expect(body).toMatchObject({ state: 'CHECKED', newCount: 2 });
    expect((await apply(body.importId, undefined, risk)).body).toMatchObject({ state: 'APPLIED', newCount: 2 });
    expect(await creditRecords(91, 93)).toEqual([
      { creditCode: creditCode(91), grade: 'B', asOf: '2026-03-04', source: '省信用平台', importId: body.importId },
      { creditCode: creditCode(92), grade: 'D', asOf: '2026-03-05', source: '省信用平台', importId: body.importId },
    ]);
    expect((await apply(body.importId, undefined, risk)).body).toMatchObject({ code: 'IMPORT_STATE' });
  });

  it('refuses wrong grades and dates, repetitions, and grades older than the one on record', async () => {
    const risk = await api.as('risk-officer.city-01');
    const first = await upload(risk, csv([header, [creditCode(95), 'A', '2026-03-04', '平台']]), 'CREDIT');
    await apply(first.body.importId, undefined, risk);
    const { body } = await upload(
      risk,
      csv([
        header,
        [creditCode(96), 'E', '2026-03-04', '平台'],
        [creditCode(97), 'A', '2026-02-30', '平台'],
        [creditCode(98), 'A', '2999-01-01', '平台'],
        [creditCode(99), 'A', '2026-03-04', ''],
        [creditCode(95), 'A', '2026-03-03', '平台'],
        [creditCode(90), 'A', '2026-03-03', '平台'],
        [creditCode(90), 'B', '2026-03-03', '平台'],
      ]),
      'CREDIT',
    );
    expect(
      (await report(risk, body.importId)).map(({ errors }) => errors.map(({ column, code }) => `${column} ${code}`)),
    ).toEqual([
      ['grade GRADE_UNKNOWN'],
      ['asOf DATE_INVALID'],
      ['asOf DATE_IN_FUTURE'],
      ['source REQUIRED'],
      ['asOf OLDER_THAN_RECORD'],
      [],
      ['creditCode DUPLICATE_IN_FILE'],
    ]);
    expect(body).toMatchObject({ state: 'REJECTED', errorCount: 6 });
  });

  it('says SAME for a grade that is on record already, and is stale once another list has changed it', async () => {
    const risk = await api.as('risk-officer.city-01');
    const load = async (grade: string, day: string) =>
      (await upload(risk, csv([header, [creditCode(94), grade, day, '平台']]), 'CREDIT')).body;
    await apply((await load('A', '2026-03-04')).importId, undefined, risk);
    expect(await load('A', '2026-03-04')).toMatchObject({ newCount: 0, changeCount: 0 });
    const [late, early] = [await load('C', '2026-03-06'), await load('B', '2026-03-05')];
    expect((await apply(early.importId, undefined, risk)).status).toBe(200);
    expect((await apply(late.importId, undefined, risk)).body).toMatchObject({
      facts: { reason: 'REGISTRY_CHANGED', rows: [2] },
    });
    expect((await creditRecords(94, 95))[0]).toMatchObject({ grade: 'B' });
  });
});

it('leaves an audit that verifies', async () => {
  expect((await verifyAudit(api.db)).faults).toEqual([]);
});

async function checked(rows: readonly Row[], format: 'csv' | 'xlsx' = 'csv'): Promise<string> {
  const list = [REGISTRY_HEADER, ...rows];
  const { status, body } = await upload(reviewer, format === 'csv' ? csv(list) : xlsx(list));
  expect({ status, state: body.state }).toEqual({ status: 201, state: 'CHECKED' });
  return body.importId;
}

function apply(importId: string, key?: string, by: Caller = reviewer) {
  return by.post<{ code?: string; facts?: unknown; newCount?: number }>(
    `/imports/${importId}/apply`,
    undefined,
    key === undefined ? {} : { key },
  );
}

/** Companies with codes of the numbers from `from` to below `to`, and their channels. */
function countImported(from: number, to: number) {
  const codes = Array.from({ length: to - from }, (_, index) => creditCode(from + index));
  return api.db.sql.one<{ companies: number; channels: number; partners: number }>(
    `SELECT count(*) AS companies, count(*) FILTER (WHERE partner_state = 'PARTNER') AS partners,
       (SELECT count(*) FROM channel WHERE company_id IN (SELECT id FROM company WHERE credit_code = ANY($1))) AS channels
     FROM company WHERE credit_code = ANY($1)`,
    [codes],
  );
}

function creditRecords(from: number, to: number) {
  const codes = Array.from({ length: to - from }, (_, index) => creditCode(from + index));
  return api.db.sql.rows(
    `SELECT credit_code AS "creditCode", grade, as_of AS "asOf", source, import_id AS "importId"
     FROM credit_record WHERE credit_code = ANY($1) ORDER BY as_of`,
    [codes],
  );
}

function auditOf(importId: string) {
  return api.db.sql.rows<{ action: string; payload: string }>(
    'SELECT action, payload FROM audit_entry WHERE subject = $1 ORDER BY seq',
    [`import:${importId}`],
  );
}
