import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';

let api: TestApi;
let admin: Caller;
beforeAll(async () => {
  api = await startApi();
  admin = await api.as('administrator.province');
});
afterAll(async () => {
  await api.close();
});

const service = (login = `service-${randomUUID().slice(0, 13)}`) => ({ login, name: '键' });

async function countOf(login: string): Promise<number> {
  const row = await api.db.sql.one<{ n: number }>('SELECT count(*)::int AS n FROM account WHERE login = $1', [login]);
  return row.n;
}

describe('Idempotency-Key', () => {
  it('is needed for every change by somebody logged in', async () => {
    for (const key of ['', 'short', 'with space in', '中文中文中文中文', 'x'.repeat(201)]) {
      const headers = { 'idempotency-key': key === '中文中文中文中文' ? Buffer.from(key).toString('latin1') : key };
      const answer = await admin.post('/service-accounts', service(), { headers });
      expect(answer).toMatchObject({ status: 400, body: { code: 'KEY_MISSING' } });
    }
  });

  it('gives one effect and twenty equal answers to one request sent twenty times at once', async () => {
    const body = service();
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => admin.post('/service-accounts', body, { key })));
    expect(new Set(answers.map((answer) => JSON.stringify([answer.status, answer.body]))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 201, body: { progress: 'DONE' } });
    expect(await countOf(body.login)).toBe(1);
  });

  it('refuses the same key with another body, path, or version', async () => {
    const key = randomUUID();
    await admin.post('/service-accounts', service(), { key });
    const reused = { status: 422, body: { code: 'KEY_REUSED' } };
    const other = service();
    expect(await admin.post('/service-accounts', other, { key })).toMatchObject(reused);
    expect(await countOf(other.login)).toBe(0);
    expect(await admin.put('/me/locale', { locale: 'zh-CN' }, { key })).toMatchObject(reused);
    const unit = await api.db.sql.one<{ id: string; version: number }>(
      `SELECT id, version FROM unit WHERE code = 'city-01'`,
    );
    const names = { nameZh: '临江市分公司', nameEn: 'Linjiang City' };
    const second = randomUUID();
    const rename = (etag: number) => admin.put(`/units/${unit.id}/names`, names, { key: second, etag });
    expect((await rename(unit.version)).status).toBe(200);
    expect(await rename(unit.version + 1)).toMatchObject(reused);
    expect((await rename(unit.version)).headers.get('etag')).toBe(`"${unit.version + 1}"`);
  });

  it('does not mind in which order the fields come', async () => {
    const key = randomUUID();
    const { login, name } = service();
    const first = await admin.post('/service-accounts', { login, name }, { key });
    const repeated = await admin.post('/service-accounts', { name, login }, { key });
    expect([repeated.status, repeated.body]).toEqual([first.status, first.body]);
  });

  it('keeps a refusal like any other answer, in the language of whoever asks again', async () => {
    const key = randomUUID();
    const body = service();
    await admin.post('/service-accounts', body);
    const refused = await admin.post('/service-accounts', body, { key });
    await api.db.sql.run('UPDATE account SET login = login || $2 WHERE login = $1', [body.login, '-renamed']);
    const again = await admin.post('/service-accounts', body, { key, headers: { 'accept-language': 'en' } });
    expect(refused).toMatchObject({ status: 409, body: { code: 'LOGIN_TAKEN', title: '登录名已被使用' } });
    expect(again).toMatchObject({ status: 409, body: { code: 'LOGIN_TAKEN', title: 'Log-in name taken' } });
  });

  it('belongs to its actor: another person’s same key is another request', async () => {
    const key = randomUUID();
    const second = await api.as('administrator-2.province');
    const [a, b] = [service(), service()];
    expect((await admin.post('/service-accounts', a, { key })).status).toBe(201);
    expect((await second.post('/service-accounts', b, { key })).status).toBe(201);
  });

  it('leads to no answer for whoever never was allowed', async () => {
    const caller = await api.as('auditor.province');
    const key = randomUUID();
    for (let round = 0; round < 2; round += 1) {
      expect(await caller.post('/service-accounts', service('service-not-mine'), { key })).toMatchObject({
        status: 403,
        body: { code: 'NOT_ALLOWED' },
      });
    }
    const kept = await api.db.sql.one('SELECT count(*)::int AS n FROM request WHERE key = $1', [key]);
    expect(kept).toEqual({ n: 0 });
  });
});
