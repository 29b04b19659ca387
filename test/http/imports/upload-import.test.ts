import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import {
  bomb,
  creditCode,
  csv,
  registryRow,
  REGISTRY_HEADER,
  report,
  upload,
  xlsx,
  type Cell,
  type Row,
} from './lists.ts';

let api: TestApi;
let reviewer: Caller;

beforeAll(async () => {
  api = await startApi();
  reviewer = await api.as('channel-reviewer.county-0101');
});
afterAll(async () => {
  await api.close();
});

const good = [REGISTRY_HEADER, registryRow(1), registryRow(2)];

describe('POST /imports', () => {
  it.each([
    ['XLSX', xlsx(good)],
    ['CSV in UTF-8', csv(good)],
    [
      'CSV in UTF-8 with a byte order mark',
      csv([['\uFEFF企业名称', ...REGISTRY_HEADER.slice(1)], ...good.slice(1)].map((row) => [...row])),
    ],
    ['CSV in GB18030', csv(good, 'gb18030')],
    ['a name with another ending', { ...xlsx(good), name: '登记库.csv' }],
    ['columns in another order, with others between', csv(good.map((row) => ['备注', ...[...row].reverse()]))],
    ['English headers', csv([englishHeader(), ...good.slice(1)])],
  ])('checks %s', async (_what, file) => {
    const answer = await upload(reviewer, file);
    expect(answer).toMatchObject({
      status: 201,
      body: { state: 'CHECKED', rowCount: 2, errorCount: 0, newCount: 2, changeCount: 0 },
    });
    const rows = await report(reviewer, answer.body.importId);
    expect(rows.map(({ row, action, companyName }) => [row, action, companyName])).toEqual([
      [2, 'CREATE', '导入1通信有限公司'],
      [3, 'CREATE', '导入2通信有限公司'],
    ]);
  });

  it.each(['utf8', 'gb18030'])('keeps rare characters and brackets intact in %s', async (encoding) => {
    const name = '㛃𠮷（集团）·纳𬳽商贸行';
    const { body } = await upload(
      reviewer,
      csv([REGISTRY_HEADER, registryRow(3, 'county-0101', { 0: name, 3: '欧阳𠮷' })], encoding),
    );
    expect(await report(reviewer, body.importId)).toMatchObject([{ companyName: name }]);
    const kept = await api.db.sql.one<{ data: { company: { legalRepName: string } } }>(
      'SELECT data FROM import_row WHERE import_id = $1',
      [body.importId],
    );
    expect(kept.data.company.legalRepName).toBe('欧阳𠮷');
  });

  it('takes numbers and the values of formulas from a spreadsheet, refuses cells in error, and leaves blank rows out', async () => {
    const rows = [
      REGISTRY_HEADER,
      [],
      registryRow(4, 'county-0101', { 4: 13800138000 }),
      ['', ' '],
      registryRow(5),
      registryRow(6),
    ];
    const file = xlsx(rows, {
      F3: { t: 's', v: 'value@example.com', f: 'HYPERLINK("http://evil.example")' },
      E6: { t: 'e', v: 0x2a, f: 'NA()' },
    });
    const { body } = await upload(reviewer, file);
    expect(body).toMatchObject({ state: 'REJECTED', rowCount: 3, errorCount: 1 });
    const found = await report(reviewer, body.importId);
    expect(found.map(({ row, errors }) => [row, errors.map(({ column, code }) => `${column} ${code}`)])).toEqual([
      [3, []],
      [5, []],
      [6, ['phone CELL_ERROR']],
    ]);
    const { data } = await api.db.sql.one<{ data: unknown }>(
      'SELECT data FROM import_row WHERE import_id = $1 AND row = 3',
      [body.importId],
    );
    expect(data).toMatchObject({ company: { phone: '13800138000', email: 'value@example.com' } });
  });

  it('changes nothing on record, and keeps the file', async () => {
    const before = await counts();
    const { body } = await upload(reviewer, xlsx(good));
    expect(await counts()).toEqual(before);
    const { sha256, name } = await api.db.sql.one<{ sha256: string; name: string }>(
      'SELECT f.sha256, f.name FROM import_job j JOIN stored_file f ON f.id = j.file_id WHERE j.id = $1',
      [body.importId],
    );
    expect(name).toBe('登记库.xlsx');
    expect(await readdir(path.join(api.config.dataDir, 'files', sha256.slice(0, 2), sha256.slice(2, 4)))).toEqual([
      sha256,
    ]);
    expect(await readdir(path.join(api.config.dataDir, 'tmp'))).toEqual([]);
  });

  it('checks once under one key, and refuses the key for another file', async () => {
    const key = 'import-under-one-key';
    const first = await upload(reviewer, csv(good), 'REGISTRY', key);
    expect((await upload(reviewer, csv(good), 'REGISTRY', key)).body).toEqual(first.body);
    expect((await upload(reviewer, csv(good.slice(0, 2)), 'REGISTRY', key)).body.code).toBe('KEY_REUSED');
  });

  it('refuses a file of another kind, whatever its name says', async () => {
    for (const bytes of [
      Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n'),
      Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
      Buffer.concat([Buffer.from('MZ'), Buffer.alloc(600)]),
    ]) {
      const answer = await upload(reviewer, { name: '登记库.xlsx', type: 'text/csv', bytes });
      expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 415, code: 'FILE_TYPE_REFUSED' });
    }
  });

  it.each([
    ['nothing but a header', csv([REGISTRY_HEADER]), { reason: 'EMPTY' }],
    [
      'a missing column',
      csv([REGISTRY_HEADER.slice(2), registryRow(1).slice(2)]),
      { reason: 'COLUMNS_MISSING', columns: ['companyName', 'creditCode'] },
    ],
    [
      'a repeated column',
      csv([
        [...REGISTRY_HEADER, '企业名称'],
        [...registryRow(1), 'x'],
      ]),
      { reason: 'COLUMNS_REPEATED', columns: ['companyName'] },
    ],
    [
      'text that is no table',
      { name: 'a.csv', type: 'text/csv', bytes: Buffer.from('hello\nworld\n') },
      { reason: 'COLUMNS_MISSING' },
    ],
    [
      'bytes in no encoding',
      { name: 'a.csv', type: 'text/csv', bytes: Buffer.from([0x80, 0xff, 0xfe, 0x00, 0x81]) },
      { reason: 'ENCODING' },
    ],
    [
      'an open quotation mark',
      { name: 'a.csv', type: 'text/csv', bytes: Buffer.from(`${REGISTRY_HEADER.join(',')}\r\n"a,b`) },
      { reason: 'MALFORMED' },
    ],
    ['a ZIP that is no workbook', { name: 'a.xlsx', type: 'x', bytes: emptyZip() }, { reason: 'NOT_A_TABLE' }],
    [
      'a small workbook that swells to gigabytes',
      { name: 'a.xlsx', type: 'x', bytes: bomb() },
      { reason: 'TOO_LARGE_INSIDE' },
    ],
    ['half a workbook', { ...xlsx(good), bytes: xlsx(good).bytes.slice(0, 3000) }, { reason: 'NOT_A_TABLE' }],
  ])('refuses %s', async (_what, file, facts) => {
    const answer = await upload(reviewer, file);
    expect(answer).toMatchObject({ status: 422, body: { code: 'IMPORT_INVALID', facts } });
  });

  it('refuses more than 50,000 rows', async () => {
    const line = Buffer.from(`${registryRow(1).join(',')}\n`);
    const bytes = Buffer.concat([
      Buffer.from(`${REGISTRY_HEADER.join(',')}\n`),
      Buffer.alloc(line.length * 50_001, line),
    ]);
    const answer = await upload(reviewer, { name: 'big.csv', type: 'text/csv', bytes });
    expect(answer).toMatchObject({ status: 422, body: { facts: { reason: 'TOO_MANY_ROWS', most: 50_000 } } });
  });

  it('refuses an empty file, one that is too large, and a body that is no form', async () => {
    expect((await upload(reviewer, { ...csv(good), bytes: new Uint8Array() })).body.code).toBe('FILE_EMPTY');
    expect((await upload(reviewer, { ...csv(good), bytes: new Uint8Array(20 * 1024 * 1024 + 1) })).status).toBe(413);
    expect((await reviewer.post('/imports?kind=REGISTRY', { file: 'x' })).status).toBe(415);
    expect((await reviewer.upload('/imports', csv(good))).status).toBe(422);
  });

  it('is open to those who may import that kind only', async () => {
    const risk = await api.as('risk-officer.city-01');
    expect((await upload(risk, csv(good))).status).toBe(403);
    expect((await upload(reviewer, csv(good), 'CREDIT')).status).toBe(403);
    expect((await upload(await api.as('leader.county-0101'), csv(good))).status).toBe(403);
    expect((await upload(await api.as('owner.0001@example.com'), csv(good))).status).toBe(403);
    expect((await upload(api.anonymous(), csv(good))).status).toBe(401);
  });
});

describe('the report of a registry list', () => {
  const faults: readonly (readonly [string, Partial<Record<number, Cell>>, string, string])[] = [
    ['an empty name', { 0: ' ' }, 'companyName', 'REQUIRED'],
    ['a name that is too long', { 0: '长'.repeat(201) }, 'companyName', 'TOO_LONG'],
    ['a line break in a name', { 0: '甲\n乙' }, 'companyName', 'CHARACTER'],
    [
      'a wrong check digit',
      { 1: creditCode(1).replace(/.$/, (last) => (last === '0' ? '1' : '0')) },
      'creditCode',
      'CREDIT_CODE_INVALID',
    ],
    ['an unknown subject kind', { 2: '外星人' }, 'subjectKind', 'SUBJECT_KIND_UNKNOWN'],
    ['a telephone number with letters', { 4: 'call me' }, 'phone', 'PHONE_INVALID'],
    ['an e-mail address without a host', { 5: 'a@' }, 'email', 'EMAIL_INVALID'],
    ['an unknown unit', { 7: 'county-9999' }, 'unitCode', 'UNIT_UNKNOWN'],
    ['a unit of another county', { 7: 'county-0102' }, 'unitCode', 'UNIT_OUT_OF_REACH'],
    ['a channel without a code', { 8: '' }, 'channelCode', 'REQUIRED'],
    ['a channel code with blanks', { 8: 'A B' }, 'channelCode', 'CHANNEL_CODE_INVALID'],
    ['a new channel without a name', { 9: '' }, 'channelName', 'REQUIRED'],
    ['a new channel without a type', { 10: '' }, 'channelType', 'REQUIRED'],
    ['an unknown type', { 10: 'MOON_BASE' }, 'channelType', 'TYPE_UNKNOWN'],
    ['a type of own channels', { 10: 'OWN_HALL' }, 'channelType', 'TYPE_NOT_SOCIAL'],
    ['an unknown state', { 12: '很好' }, 'channelState', 'STATE_UNKNOWN'],
  ];

  it('names row, column and reason of each fault, and takes none of the list', async () => {
    const rows: Row[] = faults.map(([, change], index) => registryRow(100 + index, 'county-0101', change));
    const { body } = await upload(reviewer, csv([REGISTRY_HEADER, ...rows, registryRow(1)]));
    expect(body).toMatchObject({
      state: 'REJECTED',
      rowCount: faults.length + 1,
      errorCount: faults.length,
      newCount: 1,
    });
    const found = await report(reviewer, body.importId, '&action=ERROR');
    expect(found.map(({ row, errors }) => [row, errors.map(({ column, code }) => `${column} ${code}`)])).toEqual(
      faults.map(([, , column, code], index) => [index + 2, [`${column} ${code}`]]),
    );
    expect((await reviewer.post(`/imports/${body.importId}/apply`)).body).toMatchObject({
      code: 'IMPORT_STATE',
      facts: { state: 'REJECTED' },
    });
  });

  it('says what is wrong in Chinese and in English', async () => {
    const { body } = await upload(reviewer, csv([REGISTRY_HEADER, registryRow(1, 'county-9999')]));
    const texts = async (language: string) => {
      const answer = await reviewer.get<{ items: { errors: { columnLabel: string; text: string }[] }[] }>(
        `/imports/${body.importId}/rows`,
        { headers: { 'accept-language': language } },
      );
      return answer.body.items[0]?.errors.map(({ columnLabel, text }) => `${columnLabel}：${text}`);
    };
    expect(await texts('zh-CN')).toEqual(['归属单位编码：没有该编码的组织单元，或已关闭。']);
    expect(await texts('en')).toEqual(['Unit code：No open unit has this code.']);
  });

  it('finds what repeats or contradicts another row of the file', async () => {
    const { body } = await upload(
      reviewer,
      csv([
        REGISTRY_HEADER,
        registryRow(1),
        registryRow(1, 'county-0101', { 8: 'IMP-000001-B', 9: '第二家' }),
        registryRow(1, 'county-0101', { 8: 'IMP-000001-B', 9: '第三家' }),
        registryRow(1, 'county-0101', { 0: '改名有限公司', 8: 'IMP-000001-D' }),
        registryRow(2, 'county-0101', { 8: '', 9: '', 10: '', 11: '', 12: '' }),
        registryRow(2, 'county-0101', { 8: '', 9: '', 10: '', 11: '', 12: '' }),
      ]),
    );
    const found = await report(reviewer, body.importId);
    expect(
      found.map(({ action, errors }) => [
        action,
        errors.map(({ column, code, otherRow }) => `${column} ${code} ${otherRow}`),
      ]),
    ).toEqual([
      ['CREATE', []],
      ['CREATE', []],
      ['ERROR', ['channelCode DUPLICATE_IN_FILE 3']],
      ['ERROR', ['companyName COMPANY_DIFFERS 2']],
      ['CREATE', []],
      ['ERROR', ['creditCode DUPLICATE_IN_FILE 6']],
    ]);
  });

  it('shows no personal field', async () => {
    const { body } = await upload(reviewer, csv([REGISTRY_HEADER, registryRow(6)]));
    const answer = await reviewer.get(`/imports/${body.importId}/rows`);
    expect(answer.bytes.toString('utf8')).not.toMatch(/张三丰|13800138000|office6@/);
  });
});

describe('GET /imports and GET /imports/{importId}', () => {
  it('show an import to its part of the organisation, and to nobody else', async () => {
    const { body } = await upload(reviewer, csv(good));
    const seenBy = async (login: string) => {
      const caller = await api.as(login);
      const one = await caller.get(`/imports/${body.importId}`);
      const rows = await caller.get(`/imports/${body.importId}/rows`);
      const apply = await caller.post(`/imports/${body.importId}/apply`, undefined, { key: `seen-by-${login}` });
      const list = await caller.get<{ items: { id: string }[] }>('/imports?kind=REGISTRY&limit=100');
      return [one.status, rows.status, apply.status, list.body.items.some(({ id }) => id === body.importId)];
    };
    expect(await seenBy('channel-reviewer.county-0102')).toEqual([404, 404, 404, false]);
    expect(await seenBy('channel-reviewer.city-02')).toEqual([404, 404, 404, false]);
    expect(await seenBy('channel-reviewer.city-01')).toEqual([200, 200, 200, true]);
    expect((await (await api.as('administrator.province')).get(`/imports/${body.importId}`)).body).toMatchObject({
      id: body.importId,
      state: 'APPLIED',
      fileName: '登记库.csv',
    });
    expect((await (await api.as('risk-officer.city-01')).get(`/imports/${body.importId}`)).status).toBe(404);
    expect((await reviewer.get('/imports/01999999-9999-7999-8999-999999999999')).status).toBe(404);
  });
});

describe('GET /imports/template', () => {
  it('gives a list that can be filled in and uploaded', async () => {
    const answer = await reviewer.get('/imports/template?kind=REGISTRY');
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.bytes.toString('utf8')).toBe(`\uFEFF${REGISTRY_HEADER.join(',')}\r\n`);
    const filled = Buffer.concat([answer.bytes, Buffer.from(registryRow(7).join(','))]);
    expect((await upload(reviewer, { name: 'a.csv', type: 'text/csv', bytes: filled })).body.state).toBe('CHECKED');
  });
});

function englishHeader(): string[] {
  return [
    'Company name',
    'credit code',
    'Subject kind',
    'Legal representative',
    'Phone',
    'E-mail',
    'Company address',
    'Unit code',
    'channelCode',
    'channelName',
    'channelType',
    'channelAddress',
    'channelState',
  ];
}

function emptyZip(): Buffer {
  return Buffer.concat([
    Buffer.from('PK\u0003\u0004'),
    Buffer.alloc(60),
    Buffer.from('PK\u0005\u0006'),
    Buffer.alloc(18),
  ]);
}

function counts() {
  return api.db.sql.one(
    'SELECT (SELECT count(*) FROM company) AS companies, (SELECT count(*) FROM channel) AS channels',
  );
}
