import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD, startApi, type TestApi } from '../../support/api.ts';
import { GOOD_PASSWORD, auditedActions, mailedToken, newMember, publish } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await publish(api.db, { kind: 'PROCESS_POLICY', key: 'ACCOUNTS' }, (body) => ({
    ...body,
    lockout: { attempts: 3, length: { n: 15, unit: 'MINUTE' } },
    limits: { logInsPerMinute: 1_000, registrationsPerMinute: 1_000, linksPerHour: 3 },
  }));
});
afterAll(async () => {
  await api.close();
});

const NEW_PASSWORD = '江流石不转 another one 9';
const logIn = (login: string, password: string) => api.anonymous().post('/sessions', { login, password });
const ask = (login: string) => api.anonymous().post('/password-resets', { login });
const complete = (token: string | undefined, password = NEW_PASSWORD) =>
  api.anonymous().post('/password-resets/complete', { token, password });

describe('PUT /me/password', () => {
  const change = (currentPassword: string, newPassword = NEW_PASSWORD) => ({ currentPassword, newPassword });

  it('changes the password, keeps this session and ends the others', async () => {
    const { caller, email, id } = await newMember(api);
    const other = api.anonymous();
    await other.post('/sessions', { login: email, password: GOOD_PASSWORD });
    expect(await caller.put('/me/password', change(GOOD_PASSWORD))).toMatchObject({
      status: 200,
      body: { sessionsEnded: 1 },
    });
    expect((await caller.get('/me')).status).toBe(200);
    expect((await other.get('/me')).status).toBe(401);
    expect((await logIn(email, GOOD_PASSWORD)).status).toBe(401);
    expect((await logIn(email, NEW_PASSWORD)).status).toBe(201);
    expect((await auditedActions(api.db, `account:${id}`)).at(-1)).toBe('PASSWORD_CHANGED');
  });

  it('needs the present password, and wrong ones count towards the lockout', async () => {
    const { caller, email } = await newMember(api);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await caller.put('/me/password', change('wrong'))).toMatchObject({
        status: 403,
        body: { code: 'REAUTHENTICATION_FAILED' },
      });
    }
    expect(await caller.put('/me/password', change(GOOD_PASSWORD))).toMatchObject({ body: { code: 'LOCKED_OUT' } });
    expect(await logIn(email, GOOD_PASSWORD)).toMatchObject({ status: 429 });
  });

  it('refuses a password the policy does not allow', async () => {
    const { caller } = await newMember(api);
    expect(await caller.put('/me/password', change(GOOD_PASSWORD, 'qudao is in it, long enough'))).toMatchObject({
      status: 422,
      body: { code: 'PASSWORD_REFUSED', facts: { faults: ['CONTAINS_CONTEXT_WORD'] } },
    });
  });

  it('keeps neither password nor anything to guess it by in the answer to the key', async () => {
    const { caller, id } = await newMember(api);
    await caller.put('/me/password', change(GOOD_PASSWORD), { key: 'the-key-of-this-change' });
    const row = await api.db.sql.one<{ text: string }>(
      `SELECT row_to_json(r)::text AS text FROM request r WHERE actor_id = $1 AND key = 'the-key-of-this-change'`,
      [id],
    );
    expect(row.text).not.toContain('battery');
    expect(row.text).toContain('"code":"DONE"');
  });
});

describe('POST /password-resets', () => {
  it('answers the same for unknown and known accounts, and mails only the known', async () => {
    const { email } = await newMember(api);
    const answers = [await ask('nobody@example.com'), await ask(email), await ask(`' OR '1'='1`)];
    for (const answer of answers) expect([answer.status, answer.body]).toEqual([202, {}]);
    const { count } = await api.db.sql.one<{ count: number }>(
      `SELECT count(*) AS count FROM message WHERE template = 'RESET_PASSWORD'`,
    );
    expect(count).toBe(1);
  });

  it('finds staff by log-in name and by address', async () => {
    const { email } = await api.db.sql.one<{ email: string }>(
      `SELECT email FROM account WHERE login = 'leader.city-02'`,
    );
    await ask('Leader.city-02');
    expect(await mailedToken(api, email, 'RESET_PASSWORD')).toBeDefined();
    await ask(email.toUpperCase());
    const { count } = await api.db.sql.one<{ count: number }>(
      `SELECT count(*) AS count FROM email_token t JOIN account a ON a.id = t.account_id WHERE a.email = $1`,
      [email],
    );
    expect(count).toBe(2);
  });
});

describe('POST /password-resets/complete', () => {
  it('sets the password, ends every session and lifts the lockout', async () => {
    const { caller, email, id } = await newMember(api);
    for (let attempt = 0; attempt < 3; attempt += 1) await logIn(email, 'wrong');
    expect((await logIn(email, GOOD_PASSWORD)).status).toBe(429);
    await ask(email);
    expect(await complete(await mailedToken(api, email, 'RESET_PASSWORD'))).toMatchObject({ status: 200, body: {} });
    expect((await caller.get('/me')).status).toBe(401);
    expect((await logIn(email, NEW_PASSWORD)).status).toBe(201);
    const actions = await auditedActions(api.db, `account:${id}`);
    expect(actions.slice(-2)).toEqual(['PASSWORD_RESET_REQUESTED', 'PASSWORD_RESET']);
  });

  it('takes a link once', async () => {
    const { email } = await newMember(api);
    await ask(email);
    const token = await mailedToken(api, email, 'RESET_PASSWORD');
    expect((await complete(token)).status).toBe(200);
    expect(await complete(token, DEMO_PASSWORD)).toMatchObject({ status: 410, body: { code: 'LINK_INVALID' } });
  });

  it('does not take the link of another mail', async () => {
    const { email } = await newMember(api);
    await ask(email);
    const token = await mailedToken(api, email, 'RESET_PASSWORD');
    const answer = await api.anonymous().post('/activations', { token, password: NEW_PASSWORD, name: '王' });
    expect(answer).toMatchObject({ status: 410, body: { code: 'LINK_INVALID' } });
  });

  it('keeps the link when the password is refused', async () => {
    const { email } = await newMember(api);
    await ask(email);
    const token = await mailedToken(api, email, 'RESET_PASSWORD');
    expect(await complete(token, 'short')).toMatchObject({ status: 422, body: { code: 'PASSWORD_REFUSED' } });
    expect((await complete(token)).status).toBe(200);
  });

  it('holds nothing in the database that could be used as the link', async () => {
    const { email } = await newMember(api);
    await ask(email);
    const token = await mailedToken(api, email, 'RESET_PASSWORD');
    const rows = await api.db.sql.rows<{ text: string }>(
      `SELECT row_to_json(t)::text AS text FROM email_token t UNION ALL SELECT row_to_json(m)::text FROM message m`,
    );
    expect(rows.filter(({ text }) => text.includes(String(token)))).toEqual([]);
  });
});
