import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { creditCode, csv, registryRow, REGISTRY_HEADER, type Checked, type Upload } from './lists.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => {
  await api.close();
});

describe('a machine client', () => {
  it('imports for the whole province with a token for it, and is on record as what it is', async () => {
    const token = await tokenFor('registry:import');
    const headers = { authorization: `Bearer ${token}` };
    const machine = api.anonymous();
    const list = csv([REGISTRY_HEADER, registryRow(1, 'county-0101'), registryRow(2, 'county-0302')]);
    const { status, body } = await send(machine, list, headers);
    expect({ status, state: body.state }).toEqual({ status: 201, state: 'CHECKED' });
    expect((await machine.post(`/imports/${body.importId}/apply`, undefined, { headers })).status).toBe(200);

    const rows = await api.db.sql.rows(
      `SELECT u.code FROM company c JOIN unit u ON u.id = c.unit_id WHERE c.credit_code = ANY($1) ORDER BY u.code`,
      [[creditCode(1), creditCode(2)]],
    );
    expect(rows).toEqual([{ code: 'county-0101' }, { code: 'county-0302' }]);
    const entry = await api.db.sql.one(
      `SELECT e.actor_kind, e.channel, u.code FROM audit_entry e JOIN unit u ON u.id = e.unit_id
       WHERE e.action = 'IMPORT_APPLIED' AND e.subject = $1`,
      [`import:${body.importId}`],
    );
    expect(entry).toEqual({ actor_kind: 'SERVICE', channel: 'api', code: 'province' });
  });

  it('is refused with a token for something else', async () => {
    const list = csv([REGISTRY_HEADER, registryRow(3)]);
    for (const scope of ['registry:read', 'credit:load']) {
      const headers = { authorization: `Bearer ${await tokenFor(scope)}` };
      expect((await send(api.anonymous(), list, headers)).status).toBe(403);
    }
  });
});

function send(by: Caller, list: Upload, headers: Record<string, string>) {
  return by.upload<Checked>('/imports?kind=REGISTRY', list, { headers });
}

async function tokenFor(scope: string): Promise<string> {
  const administrator = await api.as('administrator.province');
  const login = `service-import-${scope.replace(':', '-')}`;
  const { body } = await administrator.post<{ accountId: string }>('/service-accounts', { login, name: scope });
  const issued = await administrator.post<{ token: string }>(`/service-accounts/${body.accountId}/tokens`, {
    name: scope,
    scopes: [scope],
  });
  return issued.body.token;
}
