import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SERVICE_SCOPES } from '../../../src/domain/access/roles.ts';
import { SCOPE_CODES } from '../../../src/domain/access/scopes.ts';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { auditedActions } from './support.ts';

let api: TestApi;
let admin: Caller;
beforeAll(async () => {
  api = await startApi();
  admin = await api.as('administrator.province');
});
afterAll(async () => {
  await api.close();
});

let created = 0;
async function newService(): Promise<string> {
  created += 1;
  const body = { login: `service-test-${created}`, name: '对接系统' };
  return (await admin.post<{ accountId: string }>('/service-accounts', body)).body.accountId;
}

async function newToken(accountId: string, scopes: string[], more: Record<string, unknown> = {}) {
  const body = { name: '生产', scopes, ...more };
  return admin.post<{ tokenId: string; token?: string }>(`/service-accounts/${accountId}/tokens`, body);
}

/** As a machine calls: no cookie, no Origin of ours. */
const bearing = (token: string | undefined) => ({
  headers: {
    authorization: `Bearer ${token ?? ''}`,
    origin: 'https://elsewhere.example',
    'sec-fetch-site': 'cross-site',
  },
});

describe('POST /service-accounts/{accountId}/tokens', () => {
  it('issues a token that does what its scopes say and nothing else', async () => {
    const accountId = await newService();
    const { status, body } = await newToken(accountId, ['registry:read']);
    expect(status).toBe(201);
    const machine = api.anonymous();
    expect((await machine.get('/me', bearing(body.token))).body).toMatchObject({
      kind: 'SERVICE',
      scopes: ['registry:read'],
      permissions: ['READ_REGISTRY'],
    });
    expect(await machine.get('/service-accounts', bearing(body.token))).toMatchObject({
      status: 403,
      body: { code: 'SCOPE_MISSING' },
    });
    expect(await auditedActions(api.db, `account:${accountId}`)).toEqual(['SERVICE_ACCOUNT_CREATED', 'TOKEN_ISSUED']);
  });

  it('shows the token once: neither a repetition nor the database gives it again', async () => {
    const accountId = await newService();
    const issue = () =>
      admin.post<{ tokenId: string; token?: string }>(
        `/service-accounts/${accountId}/tokens`,
        { name: '一次', scopes: ['registry:read'] },
        { key: `once-${accountId}` },
      );
    const [first, repeated] = [await issue(), await issue()];
    expect(first.body.token).toMatch(/^[\w-]{43}$/);
    expect(repeated.body).toMatchObject({ tokenId: first.body.tokenId });
    expect(repeated.body.token).toBeUndefined();
    const rows = await api.db.sql.rows<{ text: string }>(
      `SELECT row_to_json(t)::text AS text FROM api_token t UNION ALL SELECT row_to_json(r)::text FROM request r`,
    );
    expect(rows.filter(({ text }) => text.includes(first.body.token ?? ''))).toEqual([]);
  });

  it('refuses unknown scopes, none, an instant that is over, and an account that is no service', async () => {
    const accountId = await newService();
    expect((await newToken(accountId, ['everything'])).status).toBe(422);
    expect((await newToken(accountId, [])).status).toBe(422);
    expect((await newToken(accountId, ['registry:read'], { expiresAt: '2020-01-01T00:00:00Z' })).status).toBe(422);
    const person = await api.db.sql.one<{ id: string }>(`SELECT id FROM account WHERE login = 'auditor.province'`);
    expect((await newToken(person.id, ['registry:read'])).status).toBe(404);
  });

  it('is for administrators', async () => {
    const accountId = await newService();
    const caller = await api.as('auditor.province');
    const body = { name: '我的', scopes: ['audit:read'] };
    expect(await caller.post(`/service-accounts/${accountId}/tokens`, body)).toMatchObject({ status: 403 });
  });
});

describe('Authorization: Bearer', () => {
  it('stops with expiry, revocation and the account', async () => {
    const accountId = await newService();
    const [expiring, revoked, kept] = [
      await newToken(accountId, ['registry:read'], { expiresAt: '2999-01-01T00:00:00+08:00' }),
      await newToken(accountId, ['registry:read']),
      await newToken(accountId, ['registry:read']),
    ];
    const status = async (token: string | undefined) => (await api.anonymous().get('/me', bearing(token))).status;
    expect(await status(expiring.body.token)).toBe(200);
    await api.db.sql.run(`UPDATE api_token SET expires_at = now() WHERE id = $1`, [expiring.body.tokenId]);
    expect(await status(expiring.body.token)).toBe(401);
    const path = `/service-accounts/${accountId}/tokens/${revoked.body.tokenId}`;
    expect((await admin.delete(path)).status).toBe(200);
    expect(await status(revoked.body.token)).toBe(401);
    expect(await admin.delete(path)).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
    expect(await status(kept.body.token)).toBe(200);
    await api.db.sql.run(`UPDATE account SET state = 'DISABLED' WHERE id = $1`, [accountId]);
    expect(await status(kept.body.token)).toBe(401);
  });

  it('is not believed when nobody issued it', async () => {
    for (const token of ['x'.repeat(43), `' OR '1'='1' --${'x'.repeat(30)}`, '']) {
      expect((await api.anonymous().get('/me', bearing(token))).status).toBe(401);
    }
  });

  it('acts for itself, not for the session that comes along', async () => {
    const { body } = await newToken(await newService(), ['registry:read']);
    expect((await admin.get('/me', bearing(body.token))).body).toMatchObject({ kind: 'SERVICE' });
  });
});

describe('GET /service-accounts', () => {
  it('lists tokens with scopes and last use, never the tokens', async () => {
    const accountId = await newService();
    const { body } = await newToken(accountId, ['health:read']);
    await api.anonymous().get('/me', bearing(body.token));
    const list = await admin.get<{ items: { accountId: string; tokens: { lastUsedAt: string | null }[] }[] }>(
      '/service-accounts?limit=100',
    );
    const mine = list.body.items.find((item) => item.accountId === accountId);
    expect(mine?.tokens).toMatchObject([{ tokenId: body.tokenId, scopes: ['health:read'], revokedAt: null }]);
    expect(mine?.tokens[0]?.lastUsedAt).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(JSON.stringify(list.body)).not.toContain(body.token);
  });
});

describe('POST /service-accounts', () => {
  it('refuses a log-in name twice, and a service account never logs in by password', async () => {
    const body = { login: 'service-twice', name: '两次' };
    expect((await admin.post('/service-accounts', body)).status).toBe(201);
    expect(await admin.post('/service-accounts', body)).toMatchObject({ status: 409, body: { code: 'LOGIN_TAKEN' } });
    const logIn = await api.anonymous().post('/sessions', { login: 'service-twice', password: 'anything at all' });
    expect(logIn).toMatchObject({ status: 401, body: { code: 'WRONG_LOGIN' } });
  });

  it('offers every scope there is', () => {
    expect([...SCOPE_CODES].sort()).toEqual(Object.keys(SERVICE_SCOPES).sort());
  });
});
