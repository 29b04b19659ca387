import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../../support/api.ts';
import { GOOD_PASSWORD, auditedActions, mailedToken, newMember, noticeId, publish } from './support.ts';

let api: TestApi;
let notice: string;
beforeAll(async () => {
  api = await startApi();
  await publish(api.db, { kind: 'PROCESS_POLICY', key: 'ACCOUNTS' }, (body) => ({
    ...body,
    limits: { logInsPerMinute: 1_000, registrationsPerMinute: 1_000, linksPerHour: 3 },
  }));
  notice = await noticeId(api);
});
afterAll(async () => {
  await api.close();
});

const register = (email: string, more: Record<string, unknown> = {}) =>
  api.anonymous().post('/registrations', { email, noticeId: notice, ...more });

const activate = (body: Record<string, unknown>) =>
  api.anonymous().post('/activations', { password: GOOD_PASSWORD, name: '李雷', noticeId: notice, ...body });

const messagesTo = (email: string) =>
  api.db.sql.rows<{ template: string }>(
    `SELECT m.template FROM message m JOIN account a ON a.id = m.account_id WHERE a.email = $1 ORDER BY m.id`,
    [email],
  );

describe('GET /privacy-notice', () => {
  it('shows the notice in both languages to anybody', async () => {
    const answer = await api.anonymous().get('/privacy-notice');
    expect(answer).toMatchObject({
      status: 200,
      body: { title: { zh: expect.any(String) as unknown, en: 'Privacy notice' } },
    });
  });
});

describe('POST /registrations and POST /activations', () => {
  it('opens an account at the mailed link: address verified, consent on record, every step in the audit', async () => {
    const email = 'zhang.wei@example.com';
    expect(await register('  Zhang.Wei@Example.com ')).toMatchObject({ status: 202, body: {} });
    const token = await mailedToken(api, email, 'VERIFY_EMAIL');
    const opened = await activate({ token, name: '张𠮷㛃', phone: '+86 138-1234-5678' });
    expect(opened).toMatchObject({ status: 200, body: { login: email } });
    const caller = api.anonymous();
    const loggedIn = await caller.post('/sessions', { login: email, password: GOOD_PASSWORD });
    expect(loggedIn).toMatchObject({
      status: 201,
      body: { kind: 'MEMBER', name: '张𠮷㛃', phone: '13812345678', consented: true, permissions: [] },
    });
    const row = await api.db.sql.one(
      `SELECT a.state, a.email_verified_at IS NOT NULL AS verified, c.policy_version_id AS notice
       FROM account a JOIN consent c ON c.account_id = a.id WHERE a.login = $1`,
      [email],
    );
    expect(row).toEqual({ state: 'ACTIVE', verified: true, notice });
    const subject = `account:${String(opened.body['accountId'])}`;
    expect(await auditedActions(api.db, subject)).toEqual(['ACCOUNT_REGISTERED', 'ACCOUNT_ACTIVATED']);
  });

  it('lets nobody log in before the address is verified', async () => {
    await register('early@example.com');
    const answer = await api.anonymous().post('/sessions', { login: 'early@example.com', password: GOOD_PASSWORD });
    expect(answer).toMatchObject({ status: 401, body: { code: 'WRONG_LOGIN' } });
  });

  it('answers the same for a known address, and only its mailbox hears of it', async () => {
    const { email } = await newMember(api);
    const known = await register(email);
    const unknown = await register('somebody.else@example.com');
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    await register(email);
    expect(await messagesTo(email)).toEqual([{ template: 'VERIFY_EMAIL' }, { template: 'ALREADY_REGISTERED' }]);
  });

  it('sends no mail to a disabled account', async () => {
    const { email } = await newMember(api);
    await api.db.sql.run(`UPDATE account SET state = 'DISABLED' WHERE email = $1`, [email]);
    expect((await register(email)).status).toBe(202);
    expect(await messagesTo(email)).toHaveLength(1);
  });

  it('makes an earlier link useless when a new one is mailed', async () => {
    const email = 'twice@example.com';
    await register(email);
    const first = await mailedToken(api, email, 'VERIFY_EMAIL');
    await register(email);
    const second = await mailedToken(api, email, 'VERIFY_EMAIL');
    expect(await activate({ token: first })).toMatchObject({ status: 410, body: { code: 'LINK_INVALID' } });
    expect(await activate({ token: second })).toMatchObject({ status: 200 });
  });

  it('mails one person no more links an hour than the policy allows', async () => {
    const email = 'much.wanted@example.com';
    for (let round = 0; round < 5; round += 1) expect((await register(email)).status).toBe(202);
    expect(await messagesTo(email)).toHaveLength(3);
  });

  it('takes a link once, also when it is used twice at the same time', async () => {
    const email = 'race@example.com';
    await register(email);
    const token = await mailedToken(api, email, 'VERIFY_EMAIL');
    const answers = await Promise.all([activate({ token }), activate({ token }), activate({ token })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410]);
    expect(await activate({ token })).toMatchObject({ status: 410 });
  });

  it('refuses an expired link and one that was never sent alike', async () => {
    const email = 'late@example.com';
    await register(email);
    const token = await mailedToken(api, email, 'VERIFY_EMAIL');
    await api.db.sql.run(
      `UPDATE email_token SET expires_at = now() WHERE account_id = (SELECT id FROM account WHERE email = $1)`,
      [email],
    );
    const expired = await activate({ token });
    const invented = await activate({ token: 'x'.repeat(43) });
    expect(expired).toMatchObject({ status: 410, body: { code: 'LINK_INVALID' } });
    expect({ ...invented.body, requestId: '' }).toEqual({ ...expired.body, requestId: '' });
  });

  it('names every rule a password breaks, and the link still works afterwards', async () => {
    const email = 'weak.password@example.com';
    await register(email);
    const token = await mailedToken(api, email, 'VERIFY_EMAIL');
    expect(await activate({ token, password: 'weak.password' })).toMatchObject({
      status: 422,
      body: { code: 'PASSWORD_REFUSED', facts: { faults: ['CONTAINS_LOGIN_NAME'] } },
    });
    expect(await activate({ token, password: 'short' })).toMatchObject({ body: { facts: { faults: ['TOO_SHORT'] } } });
    expect(await activate({ token })).toMatchObject({ status: 200 });
  });

  it('needs consent to the notice that holds, at both steps', async () => {
    const stale = '01890000-0000-7000-8000-000000000000';
    expect(await register('no.consent@example.com', { noticeId: stale })).toMatchObject({
      status: 403,
      body: { code: 'CONSENT_MISSING', facts: { noticeId: notice } },
    });
    await register('no.consent@example.com');
    const token = await mailedToken(api, 'no.consent@example.com', 'VERIFY_EMAIL');
    expect(await activate({ token, noticeId: undefined })).toMatchObject({
      status: 403,
      body: { code: 'CONSENT_MISSING' },
    });
  });

  it('needs a name that can be kept', async () => {
    await register('nameless@example.com');
    const token = await mailedToken(api, 'nameless@example.com', 'VERIFY_EMAIL');
    for (const name of [undefined, '', '   ', 'a\0b', ' 王', '王\n五', '\ud842', '王'.repeat(10_000)]) {
      expect(await activate({ token, name })).toMatchObject({ status: 422, body: { code: 'INVALID' } });
    }
    expect(await activate({ token, name: `Robert'); DROP TABLE account; --` })).toMatchObject({ status: 200 });
  });

  it('refuses what is no address', async () => {
    for (const email of [
      '',
      'nobody',
      'a@b',
      'a@example.com\r\nBcc: x@example.com',
      `${'a'.repeat(250)}@example.com`,
    ]) {
      expect(await register(email)).toMatchObject({ status: 422, body: { code: 'INVALID' } });
    }
  });

  it('slows down one network address', async () => {
    const own = await startApi();
    try {
      const held = await noticeId(own);
      const answers = [];
      for (let n = 0; n < 11; n += 1) {
        answers.push(await own.anonymous().post('/registrations', { email: `n${n}@example.com`, noticeId: held }));
      }
      expect(answers.filter(({ status }) => status === 202)).toHaveLength(10);
      expect(answers.at(-1)).toMatchObject({ status: 429, body: { code: 'TOO_MANY_REQUESTS' } });
    } finally {
      await own.close();
    }
  });
});

describe('POST /me/consents', () => {
  it('asks again when a new notice is published, and records the new consent', async () => {
    const { caller } = await newMember(api);
    notice = await publish(api.db, { kind: 'PRIVACY_NOTICE', key: 'default' }, (body) => body);
    expect((await caller.get('/me')).body).toMatchObject({ consented: false });
    expect(await caller.post('/me/consents', { noticeId: await noticeId(api) })).toMatchObject({ status: 201 });
    expect((await caller.get('/me')).body).toMatchObject({ consented: true });
  });

  it('takes no consent to a notice that no longer holds', async () => {
    const { caller } = await newMember(api);
    const old = notice;
    notice = await publish(api.db, { kind: 'PRIVACY_NOTICE', key: 'default' }, (body) => body);
    expect(await caller.post('/me/consents', { noticeId: old })).toMatchObject({
      status: 403,
      body: { code: 'CONSENT_MISSING', facts: { noticeId: notice } },
    });
  });
});

describe('PUT /me/locale', () => {
  it('sets the language of my messages', async () => {
    const { caller } = await newMember(api);
    expect(await caller.put('/me/locale', { locale: 'en' })).toMatchObject({ status: 200, body: { locale: 'en' } });
    expect((await caller.get('/me')).body).toMatchObject({ locale: 'en' });
    expect(await caller.put('/me/locale', { locale: 'fr' })).toMatchObject({ status: 422 });
  });
});
