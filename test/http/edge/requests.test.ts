import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { REFUSAL_CODES } from '../../../src/domain/refusal.ts';
import { PROBLEMS } from '../../../src/http/problems/problem-catalogue.ts';
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

const service = (more: Record<string, unknown> = {}) => ({
  login: `service-${randomUUID().slice(0, 13)}`,
  name: '边界测试',
  ...more,
});

describe('a body', () => {
  it('that is no JSON is refused as malformed', async () => {
    for (const body of ['{"login":', 'null', '"text"', '[1', '{"a":1}}', '\u0000']) {
      expect(await admin.post('/service-accounts', body)).toMatchObject({ status: 400, body: { code: 'MALFORMED' } });
    }
  });

  it('in another encoding or content type is refused', async () => {
    const send = (contentType: string) =>
      admin.post('/service-accounts', JSON.stringify(service()), { headers: { 'content-type': contentType } });
    expect(await send('text/plain')).toMatchObject({ status: 415, body: { code: 'UNSUPPORTED_MEDIA' } });
    expect(await send('application/x-www-form-urlencoded')).toMatchObject({ status: 415 });
    expect(await send('application/json; charset=gb18030')).toMatchObject({ status: 400, body: { code: 'MALFORMED' } });
  });

  it('that is too large is refused unread', async () => {
    const answer = await admin.post('/service-accounts', service({ name: 'x'.repeat(300 * 1024) }));
    expect(answer).toMatchObject({ status: 413, body: { code: 'PAYLOAD_TOO_LARGE' } });
  });

  it('with unknown fields is refused and names them, also __proto__', async () => {
    expect(await admin.post('/service-accounts', service({ isAdmin: true }))).toMatchObject({
      status: 422,
      body: { code: 'UNKNOWN_FIELD', facts: { issues: [{ code: 'UNKNOWN_FIELD', keys: ['isAdmin'] }] } },
    });
    const polluted = `{"login":"service-proto","name":"x","__proto__":{"isAdmin":true}}`;
    expect(await admin.post('/service-accounts', polluted)).toMatchObject({
      status: 422,
      body: { code: 'UNKNOWN_FIELD' },
    });
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });

  it('with wrong fields is told which and why, never what was in them', async () => {
    const answer = await admin.post('/service-accounts', { login: '机密 Secret', name: 7 });
    expect(answer).toMatchObject({
      status: 422,
      body: {
        code: 'INVALID',
        facts: {
          issues: [
            { path: 'login', code: 'INVALID_FORMAT' },
            { path: 'name', code: 'INVALID_TYPE' },
          ],
        },
      },
    });
    expect(JSON.stringify(answer.body)).not.toContain('Secret');
  });

  it('where none belongs is refused', async () => {
    const answer = await admin.delete(`/service-accounts/${randomUUID()}/tokens/${randomUUID()}`, { force: true });
    expect(answer).toMatchObject({ status: 422, body: { code: 'UNKNOWN_FIELD' } });
  });
});

describe('text', () => {
  const named = async (name: string) => {
    const body = service({ name });
    const answer = await admin.post<{ accountId: string }>('/service-accounts', body);
    if (answer.status !== 201) return answer.body;
    return (await api.db.sql.one<{ name: string }>('SELECT name FROM account WHERE id = $1', [answer.body.accountId]))
      .name;
  };

  it('[ORG-10] is kept as it is: rare characters, emoji, and what looks like code', async () => {
    for (const name of [
      '㛃𠮷野家',
      '👩‍👩‍👧‍👦 é é',
      `'; DROP TABLE account; --`,
      `" OR ""="`,
      '<script>alert(1)</script>',
      '{{ constructor.constructor("return process")() }}',
      '$(rm -rf /) `id` %00 \\u0000',
      '𠮷'.repeat(100),
    ]) {
      expect(await named(name)).toBe(name);
    }
  });

  it('that is too long, holds NUL, half a character or control characters is refused', async () => {
    for (const name of ['名'.repeat(10_000), '𠮷'.repeat(101), 'a\0b', '\ud83d', 'a\nb', '', '   ']) {
      expect(await named(name)).toMatchObject({
        code: 'INVALID',
        facts: { issues: expect.arrayContaining([expect.objectContaining({ path: 'name' })]) as unknown },
      });
    }
  });
});

describe('an address', () => {
  it('nobody knows is not found, in the API and outside', async () => {
    for (const path of ['/nothing', '/units/x/y/z', '/../../etc/passwd', '/units/%2e%2e%2f']) {
      expect(await admin.get(path)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    }
    expect((await fetch(`${api.url}/anything`)).status).toBe(404);
  });

  it('that is badly encoded is malformed', async () => {
    expect(await admin.get('/units/%E0%A4%A')).toMatchObject({ status: 400, body: { code: 'MALFORMED' } });
  });

  it('with unknown or repeated parameters is refused', async () => {
    for (const query of ['limit=1&limit=2', 'limit=abc', 'limit=1e9', 'limit[a]=1', 'x=1']) {
      expect((await admin.get(`/units?${query}`)).status).toBe(422);
    }
  });
});

describe('a problem', () => {
  it('speaks the language that is asked for, Chinese first', async () => {
    const ask = async (language: string) =>
      (await api.anonymous().get('/me', { headers: { 'accept-language': language } })).body['title'];
    for (const language of ['', '*', 'zh-CN', 'zh-TW,en;q=0.5', 'fr', 'de,zh;q=0.1']) {
      expect(await ask(language)).toBe('尚未登录');
    }
    for (const language of ['en', 'en-GB,en;q=0.9,zh;q=0.8', 'fr,en;q=0.5'])
      expect(await ask(language)).toBe('Not logged in');
  });

  it('is a problem document with code, address of its explanation and request id', async () => {
    const answer = await api.anonymous().get('/me');
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toMatchObject({ type: '/problems/not-logged-in', status: 401, code: 'NOT_LOGGED_IN' });
    expect(answer.body['requestId']).toBe(answer.headers.get('x-request-id'));
    const explained = await fetch(api.url + String(answer.body['type']));
    expect(await explained.json()).toMatchObject({ code: 'NOT_LOGGED_IN', 'zh-CN': { title: '尚未登录' } });
    expect((await fetch(`${api.url}/problems/no-such-thing`)).status).toBe(404);
  });

  it.each(REFUSAL_CODES)('%s has a status, a title and advice in both languages', (code) => {
    const { status, en, 'zh-CN': zh } = PROBLEMS[code];
    expect(status).toBeGreaterThanOrEqual(400);
    expect(zh.title).toMatch(/\p{Script=Han}/u);
    expect(zh.detail).toMatch(/^\P{Cc}{10,}。$/u);
    expect(en.title).toMatch(/^[A-Z][\w' -]+$/);
    expect(en.detail).toMatch(/^[A-Z]\P{Cc}{20,}\.$/u);
  });
});

describe('headers', () => {
  it('[ORG-10] let a page load from this server only, and keep answers out of caches', async () => {
    const { headers } = await admin.get('/me');
    expect(headers.get('content-security-policy')).toContain(`default-src 'self'`);
    expect(headers.get('content-security-policy')).not.toMatch(/https?:|unsafe-eval|script-src[^;]*unsafe-inline/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('strict-transport-security')).toBeNull();
  });
});
