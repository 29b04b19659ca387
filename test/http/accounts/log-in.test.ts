import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD, startApi, type TestApi } from '../../support/api.ts';
import { publish } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => {
  await api.close();
});

const lockout = (attempts: number) => (body: Record<string, unknown>) => ({
  ...body,
  lockout: { attempts, length: { n: 15, unit: 'MINUTE' } },
});

async function logIn(login: string, password: string) {
  return api.anonymous().post('/sessions', { login, password });
}

describe('POST /sessions', () => {
  it('sets a session cookie that scripts and other sites cannot use, and says who I am', async () => {
    const caller = api.anonymous();
    const answer = await caller.post('/sessions', { login: ' Leader.county-0101 ', password: DEMO_PASSWORD });
    expect(answer).toMatchObject({ status: 201, body: { kind: 'STAFF', login: 'leader.county-0101' } });
    expect(answer.headers.get('set-cookie')).toMatch(/^qudao\.sid=.*HttpOnly; SameSite=Lax/);
    expect(await caller.get('/me')).toMatchObject({ status: 200, body: { login: 'leader.county-0101' } });
  });

  it('gives a new session id at every log-in, and the one before no longer works', async () => {
    const caller = api.anonymous();
    await caller.post('/sessions', { login: 'auditor.province', password: DEMO_PASSWORD });
    const before = caller.cookie();
    await caller.post('/sessions', { login: 'auditor.province', password: DEMO_PASSWORD });
    expect(caller.cookie()).not.toBe(before);
    const old = await api.anonymous().get('/me', { headers: { cookie: before } });
    expect(old).toMatchObject({ status: 401, body: { code: 'NOT_LOGGED_IN' } });
  });

  it('ends the session when the policy says', async () => {
    const answer = await logIn('auditor.province', DEMO_PASSWORD);
    const expires = Date.parse(/Expires=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '');
    const row = await api.db.sql.one<{ hours: number }>(
      `SELECT round(extract(epoch FROM max(expire) - timezone('UTC', now())) / 3600)::int AS hours FROM session`,
    );
    expect(row.hours).toBe(8);
    expect(Math.round((expires - Date.now()) / 3_600_000)).toBe(8);
  });

  it('tells an unknown log-in name and a wrong password by the same answer', async () => {
    const wrong = await logIn('evaluator.province', 'not the password');
    const unknown = await logIn('nobody.province', 'not the password');
    const withoutId = ({ body }: typeof wrong) => ({ ...body, requestId: '' });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'WRONG_LOGIN' } });
    expect(unknown.status).toBe(401);
    expect(withoutId(unknown)).toEqual(withoutId(wrong));
    expect([...unknown.headers.keys()].sort()).toEqual([...wrong.headers.keys()].sort());
  });

  it('logs successes and failures without the name that was typed', async () => {
    await logIn('legal-reviewer.province', 'wrong');
    await logIn('legal-reviewer.province', DEMO_PASSWORD);
    const rows = await api.db.sql.rows<{ kind: string; hash: string }>(
      `SELECT e.kind, e.login_hash AS hash FROM security_event e JOIN account a ON a.id = e.account_id
       WHERE a.login = 'legal-reviewer.province' ORDER BY e.id`,
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['LOGIN_FAILED', 'LOGIN']);
    expect(rows[0]?.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('locks a log-in name after the number of wrong passwords the policy allows, known or not', async () => {
    await publish(api.db, { kind: 'PROCESS_POLICY', key: 'ACCOUNTS' }, lockout(3));
    for (const login of ['finance-officer.province', 'nobody.else']) {
      for (let attempt = 0; attempt < 3; attempt += 1)
        expect(await logIn(login, 'wrong')).toMatchObject({ status: 401 });
      const locked = await logIn(login, DEMO_PASSWORD);
      expect(locked).toMatchObject({ status: 429, body: { code: 'LOCKED_OUT' } });
      expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(14 * 60);
    }
    expect((await logIn('finance-reviewer.province', DEMO_PASSWORD)).status).toBe(201);
  });

  it('forgets wrong passwords after a right one', async () => {
    await publish(api.db, { kind: 'PROCESS_POLICY', key: 'ACCOUNTS' }, lockout(3));
    for (let round = 0; round < 2; round += 1) {
      await logIn('risk-officer.province', 'wrong');
      await logIn('risk-officer.province', 'wrong');
      expect((await logIn('risk-officer.province', DEMO_PASSWORD)).status).toBe(201);
    }
  });

  it('tries no more than the allowed number of twenty passwords sent at once', async () => {
    await publish(api.db, { kind: 'PROCESS_POLICY', key: 'ACCOUNTS' }, lockout(3));
    const login = 'compliance-officer.province';
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => logIn(login, `guess ${n}`)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(3);
    expect(answers.filter(({ body }) => body['code'] === 'LOCKED_OUT')).toHaveLength(17);
  });

  it('slows down whoever keeps trying from one address, and says for how long', async () => {
    await publish(api.db, { kind: 'PROCESS_POLICY', key: 'ACCOUNTS' }, (body) => ({
      ...lockout(100)(body),
      limits: { logInsPerMinute: 4, registrationsPerMinute: 1_000, linksPerHour: 5 },
    }));
    const answers = [];
    for (let attempt = 0; attempt < 5; attempt += 1) answers.push(await logIn('somebody.new', 'wrong'));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 429]);
    expect(answers[4]).toMatchObject({ body: { code: 'TOO_MANY_REQUESTS' } });
    expect(Number(answers[4]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await logIn('contract-officer.province', DEMO_PASSWORD)).status).toBe(201);
  });

  it('says that an account is disabled only to whoever knows its password', async () => {
    await api.db.sql.run(`UPDATE account SET state = 'DISABLED' WHERE login = 'site-inspector.city-01'`);
    expect(await logIn('site-inspector.city-01', 'wrong')).toMatchObject({ body: { code: 'WRONG_LOGIN' } });
    expect(await logIn('site-inspector.city-01', DEMO_PASSWORD)).toMatchObject({
      status: 403,
      body: { code: 'ACCOUNT_DISABLED' },
    });
  });

  it('takes log-in names and passwords with quotes, wildcards and other writing as what they are', async () => {
    for (const login of [`' OR 1=1 --`, '%', '𠮷野家😀', 'a'.repeat(254)]) {
      expect(await logIn(login, `'; DROP TABLE account; --`)).toMatchObject({
        status: 401,
        body: { code: 'WRONG_LOGIN' },
      });
    }
    expect(await logIn('auditor.province\0', DEMO_PASSWORD)).toMatchObject({ status: 422, body: { code: 'INVALID' } });
  });
});

describe('DELETE /sessions/current', () => {
  it('ends this session and no other', async () => {
    const here = await api.as('administrator.province');
    const there = api.anonymous();
    await there.post('/sessions', { login: 'administrator.province', password: DEMO_PASSWORD });
    expect((await there.delete('/sessions/current')).status).toBe(204);
    expect((await there.get('/me')).status).toBe(401);
    expect((await here.get('/me')).status).toBe(200);
  });
});

describe('DELETE /sessions', () => {
  it('ends every session of mine and nobody else’s', async () => {
    const [first, second] = [api.anonymous(), api.anonymous()];
    const other = await api.as('auditor.province');
    for (const caller of [first, second]) {
      await caller.post('/sessions', { login: 'leader.city-01', password: DEMO_PASSWORD });
    }
    expect(await first.delete('/sessions')).toMatchObject({ status: 200, body: { sessionsEnded: 2 } });
    expect((await first.get('/me')).status).toBe(401);
    expect((await second.get('/me')).status).toBe(401);
    expect((await other.get('/me')).status).toBe(200);
  });

  it('is refused to whoever is not logged in', async () => {
    expect(await api.anonymous().delete('/sessions')).toMatchObject({ status: 401, body: { code: 'NOT_LOGGED_IN' } });
  });
});

describe('GET /me', () => {
  it('[ORG-02][ORG-04] shows role, level and post with the unit’s names, and what one may do', async () => {
    const caller = await api.as('channel-manager.county-0101');
    expect((await caller.get('/me')).body).toMatchObject({
      kind: 'STAFF',
      consented: true,
      roles: [{ role: 'CHANNEL_MANAGER', level: 'SPECIALIST', post: 'EXPANSION', unitNameZh: '临江市城南区分公司' }],
      permissions: expect.arrayContaining(['WORK_ON_TASKS', 'PROPOSE_BLACKLIST']) as unknown,
    });
  });

  it('forgets a role at the very instant it ends', async () => {
    const caller = await api.as('evaluator.province');
    await api.db.sql.run(
      `UPDATE role_assignment SET valid_to = now() WHERE account_id = (SELECT id FROM account WHERE login = 'evaluator.province')`,
    );
    expect((await caller.get('/me')).body).toMatchObject({ roles: [], permissions: [] });
  });

  it('ends with the account: a disabled one has no session any more', async () => {
    const caller = await api.as('legal-reviewer.province');
    await api.db.sql.run(`UPDATE account SET state = 'DISABLED' WHERE login = 'legal-reviewer.province'`);
    expect(await caller.get('/me')).toMatchObject({ status: 401 });
  });
});
