import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { csv, registryRow, REGISTRY_HEADER, report, upload } from './lists.ts';

const AUDITOR = 'auditor.province';

let api: TestApi;
let auditor: Caller;
let county: string;
let neighbour: string;
beforeAll(async () => {
  api = await startApi();
  auditor = await api.as(AUDITOR);
  county = await uploaded('channel-reviewer.county-0101', 'county-0101', 1);
  neighbour = await uploaded('channel-reviewer.county-0102', 'county-0102', 2);
});
afterAll(async () => {
  await api.close();
});

async function uploaded(login: string, unit: string, number: number): Promise<string> {
  const { status, body } = await upload(await api.as(login), csv([REGISTRY_HEADER, registryRow(number, unit)]));
  expect(status).toBe(201);
  return body.importId;
}

const idsFor = async (caller: Caller, kind: string) => {
  const { body } = await caller.get<{ items: { id: string }[] }>(`/imports?kind=${kind}`);
  return body.items.map(({ id }) => id);
};

describe('GET /imports', () => {
  it('shows an auditor the lists of every unit, row by row, and whoever imports only their own', async () => {
    expect(await idsFor(auditor, 'REGISTRY')).toEqual([neighbour, county]);
    expect(await idsFor(auditor, 'CREDIT')).toEqual([]);
    expect((await auditor.get(`/imports/${county}`)).body).toMatchObject({ id: county, state: 'CHECKED' });
    expect(await report(auditor, neighbour)).toMatchObject([{ action: 'CREATE', companyName: '导入2通信有限公司' }]);
    expect(await idsFor(await api.as('channel-reviewer.county-0101'), 'REGISTRY')).toEqual([county]);
  });
});

describe('An auditor', () => {
  it('uploads and applies no list', async () => {
    const file = csv([REGISTRY_HEADER, registryRow(3)]);
    expect(await upload(auditor, file)).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } });
    expect(await auditor.post(`/imports/${county}/apply`)).toMatchObject({ status: 403 });
  });

  it('who also imports for one county applies the lists of that county, and reads the others', async () => {
    await api.db.sql.run(
      `INSERT INTO role_assignment (account_id, role, unit_id) SELECT a.id, 'CHANNEL_REVIEWER', u.id FROM account a, unit u
       WHERE a.login = $1 AND u.code = 'county-0102'`,
      [AUDITOR],
    );
    expect(await auditor.post(`/imports/${county}/apply`)).toMatchObject({
      status: 403,
      body: { code: 'NOT_ALLOWED' },
    });
    expect((await auditor.get(`/imports/${county}`)).body).toMatchObject({ state: 'CHECKED' });
    expect(await auditor.post(`/imports/${neighbour}/apply`)).toMatchObject({ status: 200 });
  });
});
