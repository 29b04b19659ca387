import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findFreePorts } from '../../scripts/parts/machine/ports.ts';
import { CONNECTIONS } from '../../src/mail/transport.ts';
import { leaseMessages, markFailed, markSent } from '../../src/messages/lease.ts';
import { messageIdOf } from '../../src/messages/send-due-messages.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { catchMail, MAIL_FROM, mailsOf, sendUntil, tellOfTask, type CaughtMail } from './ledger.ts';

const REVIEWER = 'channel-reviewer.county-0101';
const LEADER = 'leader.province';

let db: TestDatabase;
let mail: CaughtMail;
const refusals = new Map<string, number>();
const lines: string[] = [];

beforeAll(async () => {
  db = await openTestDatabase();
  mail = await catchMail({ refuse: (recipient) => refusals.get(recipient) });
});
afterAll(async () => {
  await mail.close();
  await db.close();
});

const allAre = (ref: string, state: string) => async () => (await mailsOf(db, ref)).every((row) => row.state === state);
const send = (isDone: () => Promise<boolean>) => sendUntil(db, { smtpUrl: mail.catcher.smtpUrl, lines }, isDone);

async function contentFor(to: string, subject: string) {
  const found = mail.catcher.messages.list({ to }).find((message) => message.subject.includes(subject));
  return found === undefined ? undefined : mail.catcher.messages.read(found.id);
}

describe('a notice by mail', () => {
  it('arrives in the language of its reader, Chinese whole', async () => {
    const ref = await tellOfTask(db, { logins: [REVIEWER, LEADER], titleZh: '临江㛃𠮷通信有限公司' });
    expect(await send(allAre(ref, 'SENT'))).toBe(true);

    const chinese = await contentFor(`${REVIEWER}@example.com`, '材料审核');
    expect(chinese?.subject).toBe('新任务：材料审核（ZR-2026-000001）');
    expect(chinese?.text).toContain(
      '临江㛃𠮷通信有限公司（ZR-2026-000001）的“材料审核”等待办理。请在2026年11月30日 18:00前办理。',
    );
    expect(chinese?.html).toContain('<a href="https://qudao.test/tasks/');
    expect(chinese?.headers).toContainEqual({ key: 'content-language', value: 'zh-CN' });

    const english = await contentFor(`${LEADER}@example.com`, 'Material review');
    expect(english?.subject).toBe('New task: Material review (ZR-2026-000001)');
    expect(english?.text).toContain('It is due by 30 November 2026, 18:00 (China time).');
  });

  it('is in the ledger with subject, address and a Message-ID of its own key', async () => {
    const ref = await tellOfTask(db, { logins: [REVIEWER] });
    expect(await send(allAre(ref, 'SENT'))).toBe(true);
    const [row] = await mailsOf(db, ref);
    expect(row).toMatchObject({
      subject: '新任务：材料审核（ZR-2026-000001）',
      address: `${REVIEWER}@example.com`,
      attempts: 1,
    });
    expect(row?.messageId).toBe(messageIdOf(row?.dedupeKey ?? '', MAIL_FROM));
    expect(row?.messageId).toMatch(/^<[0-9a-f]{64}@qudao\.test>$/);
    const newest = mail.catcher.messages.list({ to: `${REVIEWER}@example.com` })[0];
    const { headers } = (await mail.catcher.messages.read(newest?.id ?? '')) ?? {};
    expect(headers).toContainEqual({ key: 'message-id', value: row?.messageId });
  });

  it('is one row however often it is told', async () => {
    const ref = await tellOfTask(db, { logins: [REVIEWER] });
    await tellOfTask(db, { logins: [REVIEWER, LEADER], ref });
    expect(await mailsOf(db, ref)).toHaveLength(2);
  });

  it('goes out once when several senders run at once', async () => {
    const logins = Array.from({ length: 20 }, (_, index) => `owner.${String(index + 1).padStart(4, '0')}@example.com`);
    const ref = await tellOfTask(db, { logins });
    const isDone = allAre(ref, 'SENT');
    expect(await Promise.all([send(isDone), send(isDone), send(isDone)])).toEqual([true, true, true]);
    const rows = await mailsOf(db, ref);
    expect(new Set(rows.map(({ messageId }) => messageId)).size).toBe(20);
    expect(rows.every(({ attempts }) => attempts === 1)).toBe(true);
    for (const login of logins) expect(mail.catcher.messages.list({ to: login })).toHaveLength(1);
  });
});

describe('a mail server', () => {
  it('that is away for a while gets every mail once it is back', async () => {
    const smtpPort = await findFreePorts(5625, 1);
    const smtpUrl = `smtp://127.0.0.1:${smtpPort}`;
    const ref = await tellOfTask(db, { logins: [REVIEWER, LEADER] });
    const isPostponed = async () =>
      (await mailsOf(db, ref)).every(({ state, lastError }) => state === 'PENDING' && lastError !== null);
    expect(await sendUntil(db, { smtpUrl, lines }, isPostponed)).toBe(true);

    const back = await catchMail({ smtpPort });
    try {
      expect(await sendUntil(db, { smtpUrl, lines }, allAre(ref, 'SENT'))).toBe(true);
      expect(back.catcher.messages.list()).toHaveLength(2);
    } finally {
      await back.close();
    }
  });

  it('that is away is asked by one mail at a time, however many wait for it', async () => {
    const smtpUrl = `smtp://127.0.0.1:${await findFreePorts(5625, 1)}`;
    const refs: string[] = [];
    for (let i = 0; i < 6; i += 1) refs.push(await tellOfTask(db, { logins: [REVIEWER, LEADER] }));
    const tried = async () =>
      (await Promise.all(refs.map((ref) => mailsOf(db, ref)))).flat().reduce((sum, { attempts }) => sum + attempts, 0);
    expect(await sendUntil(db, { smtpUrl, lines }, async () => (await tried()) > CONNECTIONS)).toBe(true);
    expect(await tried()).toBe(CONNECTIONS + 1);
    expect(await send(async () => (await Promise.all(refs.map((ref) => allAre(ref, 'SENT')()))).every(Boolean))).toBe(
      true,
    );
  });

  it('that refuses a recipient for good ends the notice as FAILED', async () => {
    refusals.set(`${LEADER}@example.com`, 550);
    const ref = await tellOfTask(db, { logins: [REVIEWER, LEADER] });
    const isOver = async () => (await mailsOf(db, ref)).every(({ state }) => state === 'SENT' || state === 'FAILED');
    expect(await send(isOver)).toBe(true);
    refusals.clear();
    const failed = (await mailsOf(db, ref)).filter(({ state }) => state === 'FAILED');
    expect(failed).toMatchObject([{ attempts: 1, nextTryAt: null }]);
    expect(failed[0]?.lastError).toContain('550');
    expect(failed[0]?.lastError).not.toContain('@');
  });

  it('that refuses it for now is asked again until it takes it', async () => {
    refusals.set(`${LEADER}@example.com`, 451);
    const ref = await tellOfTask(db, { logins: [LEADER] });
    expect(await send(async () => (await mailsOf(db, ref)).some(({ attempts }) => attempts >= 2))).toBe(true);
    refusals.clear();
    expect(await send(allAre(ref, 'SENT'))).toBe(true);
    const [row] = await mailsOf(db, ref);
    expect(row).toMatchObject({ lastError: null });
  });
});

describe('a sender that died', () => {
  it('is replaced when its lease is over, and changes nothing when it comes back', async () => {
    const ref = await tellOfTask(db, { logins: [REVIEWER] });
    const [leased] = await leaseMessages(db.sql, 10);
    if (leased === undefined) throw new Error('Nothing was leased');
    expect(await leaseMessages(db.sql, 10)).toEqual([]);
    await db.sql.run('UPDATE message SET next_try_at = now() WHERE id = $1', [leased.id]);
    expect(await send(allAre(ref, 'SENT'))).toBe(true);

    await markFailed(db.sql, leased, 'too late');
    await markSent(db.sql, leased, { messageId: 'x', subject: 'x', address: 'x' });
    const [row] = await mailsOf(db, ref);
    expect(row).toMatchObject({ state: 'SENT', attempts: 2, lastError: null, address: `${REVIEWER}@example.com` });
  });
});

describe('a notice that cannot be sent', () => {
  it('is FAILED at once, without an address or with a template that breaks on it', async () => {
    const nowhere = await tellOfTask(db, { logins: ['auditor.province'] });
    await db.sql.run(`UPDATE account SET email = NULL WHERE login = 'auditor.province'`);
    const broken = await tellOfTask(db, { logins: [REVIEWER] });
    await db.sql.run(`UPDATE message SET params = params - 'titleZh' WHERE id = $1`, [
      (await mailsOf(db, broken))[0]?.id,
    ]);
    expect(await send(async () => (await allAre(nowhere, 'FAILED')()) && (await allAre(broken, 'FAILED')()))).toBe(
      true,
    );
    expect(await mailsOf(db, nowhere)).toMatchObject([{ lastError: 'NO_ADDRESS' }]);
    expect(await mailsOf(db, broken)).toMatchObject([{ lastError: 'NOT_RENDERED' }]);
  });
});

describe('the log', () => {
  it('[ORG-10] says what was done with which message, and nothing about any person', () => {
    const log = lines.join('');
    expect(log).toContain('mail sent');
    expect(log).toContain('mail postponed');
    expect(log).toContain('mail failed');
    expect(log).not.toMatch(/@|临江|ZR-2026|\p{Script=Han}/u);
  });
});
