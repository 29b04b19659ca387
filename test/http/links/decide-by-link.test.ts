import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { LEADER, OWNER, republish, REVIEWER, type OfficeCase } from '../../tasks/office.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';
import { BOTH, givenLinkCase, mailedToken } from './given.ts';

let api: TestApi;
let visitor: Caller;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  visitor = api.anonymous();
  await republish(api.db, 'PROCESS_POLICY', 'TASKS', (body) => ({
    ...body,
    links: { longest: { n: 7, unit: 'DAY' }, perMinute: 1000 },
  }));
});
afterAll(async () => {
  expect((await verifyAudit(api.db)).faults).toEqual([]);
  await api.close();
});

const NOT_VALID = { status: 410, body: { code: 'LINK_INVALID' } };
const preview = (token: string) => visitor.post('/links/decision/preview', { token });
const decide = (token: string, outcome = 'APPROVE', reason?: string) =>
  visitor.post('/links/decision', { token, outcome, ...(reason === undefined ? {} : { reason }) });
const decisionsOf = (one: OfficeCase) =>
  api.db.sql.rows(
    `SELECT a.login, d.outcome, d.channel, d.reason FROM decision d JOIN account a ON a.id = d.account_id WHERE d.case_id = $1`,
    [one.id],
  );

describe('POST /links/decision', () => {
  it('is the word of the person who was mailed, on record as given by mail', async () => {
    const one = await givenLinkCase(api);
    const answer = await decide(await mailedToken(api, one, LEADER));
    expect(answer).toMatchObject({ status: 200, body: { caseId: one.id, phaseOutcome: 'APPROVED' } });
    expect(await decisionsOf(one)).toEqual([{ login: LEADER, outcome: 'APPROVE', channel: 'mail', reason: null }]);
    const entry = await api.db.sql.one(
      `SELECT channel, actor_kind AS kind FROM audit_entry WHERE chain = 'case:' || $1 AND action = 'TASK_APPROVE'`,
      [one.id],
    );
    expect(entry).toEqual({ channel: 'mail', kind: 'PERSON' });
    expect((await one.task('county')).state).toBe('DONE');
  });

  it('keeps working after a refusal, and takes the reason that was missing', async () => {
    const one = await givenLinkCase(api);
    const token = await mailedToken(api, one, LEADER);
    expect(await decide(token, 'REJECT')).toMatchObject({ status: 422, body: { code: 'REASON_MISSING' } });
    expect(await decide(token, 'REJECT', '布局已满')).toMatchObject({ status: 200 });
    expect(await decisionsOf(one)).toMatchObject([{ outcome: 'REJECT', reason: '布局已满' }]);
  });

  it('offers what the stage offers and nothing else', async () => {
    const one = await givenLinkCase(api, { outcomes: ['APPROVE'] });
    const token = await mailedToken(api, one, LEADER);
    expect((await preview(token)).body).toMatchObject({
      task: { outcomes: [{ outcome: 'APPROVE', reasonRequired: false }] },
    });
    expect(await decide(token, 'REJECT', '布局已满')).toMatchObject({ body: { code: 'OUTCOME_NOT_OFFERED' } });
  });

  it('is refused where the route no longer offers it', async () => {
    const one = await givenLinkCase(api);
    const token = await mailedToken(api, one, LEADER);
    await api.db.sql.run(
      `UPDATE "case" SET route_version_id = (SELECT route_version_id FROM "case" WHERE id = $2) WHERE id = $1`,
      [one.id, (await givenLinkCase(api, { byLink: false })).id],
    );
    expect(await preview(token)).toMatchObject(NOT_VALID);
    expect(await decide(token)).toMatchObject(NOT_VALID);
  });

  it('lets one of two at once win', async () => {
    const one = await givenLinkCase(api);
    const token = await mailedToken(api, one, LEADER);
    const answers = await Promise.all([decide(token), decide(token), decide(token, 'REJECT', '布局已满')]);
    expect(await decisionsOf(one)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    expect(answers.map(({ status }) => status).every((status) => [200, 410].includes(status))).toBe(true);
  });

  it('comes from our own pages only, and answers a stranger in their language', async () => {
    const one = await givenLinkCase(api);
    const token = await mailedToken(api, one, LEADER);
    const elsewhere = { headers: { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' } };
    expect(await visitor.post('/links/decision', { token, outcome: 'APPROVE' }, elsewhere)).toMatchObject({
      status: 403,
      body: { code: 'CROSS_SITE' },
    });
    const english = { headers: { 'accept-language': 'en' } };
    expect((await visitor.post('/links/decision/preview', { token: 'x'.repeat(43) }, english)).body).toMatchObject({
      title: 'Link not valid',
    });
    expect((await preview('x'.repeat(43))).body).toMatchObject({ title: '链接无效或已过期' });
  });
});

describe('peers 11: links in mails', () => {
  it('peers 11: show nothing of the case to a visitor without the token', async () => {
    const one = await givenLinkCase(api);
    const { id: taskId } = await one.task('county');
    const row = await api.db.sql.one<{ id: string; tokenHash: string | null }>(
      'SELECT id, token_hash AS "tokenHash" FROM decision_link WHERE task_id = $1',
      [taskId],
    );
    expect(row.tokenHash).toBeNull();
    for (const path of [`/tasks/${taskId}`, `/cases/${one.id}`, '/links/decision', '/links/decision/preview']) {
      expect([401, 404]).toContain((await visitor.get(path)).status);
    }
    for (const token of [row.id, taskId, 'A'.repeat(43)]) {
      expect([410, 422]).toContain((await preview(token)).status);
      expect(JSON.stringify((await preview(token)).body)).not.toContain(one.id);
    }
  });

  it('peers 11: show the task to whoever has the token, without names or contacts', async () => {
    const one = await givenLinkCase(api);
    const { status, body } = await preview(await mailedToken(api, one, LEADER));
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        closedBy: null,
        task: {
          caseTitleZh: '案件',
          stageTitleZh: '阶段 county',
          outcomes: [
            { outcome: 'APPROVE', reasonRequired: false },
            { outcome: 'REJECT', reasonRequired: true },
            { outcome: 'RETURN', reasonRequired: true },
          ],
        },
      },
    });
    expect(JSON.stringify(body)).not.toMatch(/@|accountId|login|phone/);
  });

  it('peers 11: decide their own task and no other', async () => {
    const [mine, other] = [await givenLinkCase(api), await givenLinkCase(api)];
    const token = await mailedToken(api, mine, LEADER);
    const { id: taskId } = await other.task('county');
    expect(await visitor.post('/links/decision', { token, outcome: 'APPROVE', taskId })).toMatchObject({
      body: { code: 'UNKNOWN_FIELD' },
    });
    expect((await decide(token)).body).toMatchObject({ caseId: mine.id });
    expect((await other.task('county')).state).toBe('OPEN');
  });

  it('peers 11: work once: the same word again is told its answer, another word is not taken', async () => {
    const one = await givenLinkCase(api);
    const token = await mailedToken(api, one, LEADER);
    const first = await decide(token);
    expect((await decide(token)).body).toEqual(first.body);
    expect(await decide(token, 'REJECT', '反悔')).toMatchObject(NOT_VALID);
    expect(await preview(token)).toMatchObject(NOT_VALID);
    expect(await decisionsOf(one)).toHaveLength(1);
  });

  it('peers 11: end with their time', async () => {
    const one = await givenLinkCase(api);
    const token = await mailedToken(api, one, LEADER);
    const { id: taskId } = await one.task('county');
    await api.db.sql.run(`UPDATE decision_link SET expires_at = now() - interval '1 second' WHERE task_id = $1`, [
      taskId,
    ]);
    const [tooLate, wrong] = [await decide(token), await decide('A'.repeat(43))];
    expect([tooLate.status, tooLate.body['code'], tooLate.body['facts']]).toEqual([
      wrong.status,
      wrong.body['code'],
      wrong.body['facts'],
    ]);
    expect(await preview(token)).toMatchObject(NOT_VALID);
    expect(await decisionsOf(one)).toEqual([]);
  });

  it('peers 11: of a task that was transferred decide nothing; its receiver has one of their own', async () => {
    const one = await givenLinkCase(api);
    const token = await mailedToken(api, one, LEADER);
    const { id } = await one.task('county');
    const { id: to } = await api.db.sql.one<{ id: string }>('SELECT id FROM account WHERE login = $1', [REVIEWER]);
    await (await api.as(LEADER)).post(`/tasks/${id}/transfer`, { to, reason: '出差' });
    expect((await preview(token)).body).toMatchObject({ closedBy: 'NOT_HOLDER', task: null });
    expect(await decide(token)).toMatchObject({ status: 403, body: { code: 'NOT_HOLDER' } });
    expect(await decide(await mailedToken(api, one, REVIEWER))).toMatchObject({ status: 200 });
  });

  it('peers 11: of a task that a colleague decided or claimed say so', async () => {
    const decided = await givenLinkCase(api, BOTH);
    const late = await mailedToken(api, decided, LEADER);
    await decided.approve(REVIEWER, 'county');
    expect((await preview(late)).body).toMatchObject({ closedBy: 'ALREADY_DECIDED', task: null });
    expect(await decide(late)).toMatchObject({ status: 409, body: { code: 'ALREADY_DECIDED' } });
    const claimed = await givenLinkCase(api, BOTH);
    const beaten = await mailedToken(api, claimed, LEADER);
    await claimed.claim(REVIEWER, 'county');
    expect(await decide(beaten)).toMatchObject({ status: 403, body: { code: 'NOT_HOLDER' } });
  });

  it('peers 11: of a round that was returned decide nothing in the next one', async () => {
    const one = await givenLinkCase(api, BOTH);
    const token = await mailedToken(api, one, LEADER);
    await one.decide(REVIEWER, 'county', { outcome: 'RETURN', reason: '缺合同' });
    expect((await decide(token)).status).toBe(409);
    await one.supplement(OWNER, []);
    expect((await one.task('county')).state).toBe('OPEN');
    expect((await decide(token)).status).toBe(409);
    expect(await decide(await mailedToken(api, one, LEADER))).toMatchObject({ status: 200 });
  });

  it('peers 11: of a person who was disabled, or lost the role, decide nothing', async () => {
    const one = await givenLinkCase(api, BOTH);
    const token = await mailedToken(api, one, REVIEWER);
    await api.db.sql.run(`UPDATE account SET state = 'DISABLED' WHERE login = $1`, [REVIEWER]);
    expect([await preview(token), await decide(token)]).toMatchObject([NOT_VALID, NOT_VALID]);
    await api.db.sql.run(`UPDATE account SET state = 'ACTIVE' WHERE login = $1`, [REVIEWER]);
    const ended = `UPDATE role_assignment SET valid_to = $2 WHERE account_id = (SELECT id FROM account WHERE login = $1)`;
    await api.db.sql.run(ended, [REVIEWER, new Date()]);
    expect(await decide(token)).toMatchObject(NOT_VALID);
    await api.db.sql.run(ended, [REVIEWER, null]);
    expect(await decisionsOf(one)).toEqual([]);
  });

  it('peers 11: are not used up by a scanner that opens them', async () => {
    const one = await givenLinkCase(api);
    const token = await mailedToken(api, one, LEADER);
    for (const path of ['/links/decision', `/links/decision?token=${token}`, `/links/decision/${token}`]) {
      expect((await visitor.get(path)).status).toBe(404);
    }
    await preview(token);
    await preview(token);
    expect((await one.task('county')).state).toBe('OPEN');
    expect(await decide(token)).toMatchObject({ status: 200 });
  });
});
