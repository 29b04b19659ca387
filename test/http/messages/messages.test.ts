import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { mailsOf, sendUntil, tellOfTask, catchMail } from '../../messages/ledger.ts';
import { startApi, type TestApi } from '../../support/api.ts';

const REVIEWER = 'channel-reviewer.county-0101';
const NOBODY = '01999999-9999-7999-8999-999999999999';

interface Item {
  id: string;
  subject: string;
  text: string;
  link: string;
  readAt: string | null;
}
interface LedgerItem {
  id: string;
  channel: string;
  address: string | null;
  template: string;
  state: string;
}
interface PageOf<Row> {
  items: Row[];
  next: string | null;
}

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});
afterAll(async () => {
  await api.close();
});

describe('GET /messages', () => {
  it('shows one’s own messages in the language of the request, newest first', async () => {
    const reviewer = await api.as(REVIEWER);
    await tellOfTask(api.db, { logins: [REVIEWER, 'leader.county-0101'], titleZh: '第一家' });
    await tellOfTask(api.db, { logins: [REVIEWER], titleZh: '第二家<script>' });
    const first = await reviewer.get<PageOf<Item>>('/messages?limit=1');
    expect(first.body.items).toMatchObject([
      { subject: '新任务：材料审核（ZR-2026-000001）', template: 'TASK_OPENED', readAt: null },
    ]);
    expect(first.body.items[0]?.text).toContain('第二家<script>');
    expect(first.body.items[0]?.link).toMatch(new RegExp(`^${api.url}/tasks/`));
    const second = await reviewer.get<PageOf<Item>>(`/messages?limit=1&cursor=${first.body.next ?? ''}`, {
      headers: { 'accept-language': 'en' },
    });
    expect(second.body).toMatchObject({
      next: null,
      items: [{ subject: 'New task: Material review (ZR-2026-000001)' }],
    });
  });

  it('is for people who are logged in', async () => {
    expect((await api.anonymous().get('/messages')).status).toBe(401);
    expect((await api.anonymous().get('/messages/count')).status).toBe(401);
  });
});

describe('POST /messages/{messageId}/read', () => {
  it('counts down, keeps the first reading, and leaves other people’s messages alone', async () => {
    const manager = await api.as('channel-manager.county-0102');
    await tellOfTask(api.db, { logins: ['channel-manager.county-0102'] });
    await tellOfTask(api.db, { logins: ['channel-manager.county-0102'] });
    expect((await manager.get('/messages/count')).body).toEqual({ unread: 2 });
    const { body } = await manager.get<PageOf<Item>>('/messages?unread=true');
    const id = body.items[0]?.id ?? '';

    const stranger = await (await api.as(REVIEWER)).post(`/messages/${id}/read`);
    expect(stranger.status).toBe(404);
    expect((await manager.post(`/messages/${NOBODY}/read`)).status).toBe(404);

    expect(await manager.post(`/messages/${id}/read`)).toMatchObject({ status: 200, body: { messageId: id } });
    const readAt = async () =>
      (await manager.get<PageOf<Item>>('/messages')).body.items.find((item) => item.id === id)?.readAt;
    const firstTime = await readAt();
    await manager.post(`/messages/${id}/read`);
    expect(await readAt()).toBe(firstTime);
    expect((await manager.get('/messages/count')).body).toEqual({ unread: 1 });
    expect((await manager.get<PageOf<Item>>('/messages?unread=true')).body.items).toHaveLength(1);
    const entries = await api.db.sql.rows(`SELECT FROM audit_entry WHERE action = 'MESSAGE_READ' AND subject = $1`, [
      `message:${id}`,
    ]);
    expect(entries).toHaveLength(1);
  });
});

describe('GET /message-ledger', () => {
  it('finds notices by state, channel, template and person, with masked addresses', async () => {
    const administrator = await api.as('administrator.province');
    await tellOfTask(api.db, { logins: ['leader.city-02'] });
    const { accountId } = await api.db.sql.one<{ accountId: string }>(
      `SELECT id AS "accountId" FROM account WHERE login = 'leader.city-02'`,
    );
    const { status, body, bytes } = await administrator.get<PageOf<LedgerItem>>(
      `/message-ledger?state=PENDING&channel=EMAIL&template=TASK_OPENED&accountId=${accountId}`,
    );
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { channel: 'EMAIL', state: 'PENDING', address: 'l***@example.com', attempts: 0 },
    ]);
    expect(bytes.toString('utf8')).not.toContain('leader.city-02@');
    const one = await administrator.get(`/message-ledger/${body.items[0]?.id ?? ''}`);
    expect(one).toMatchObject({ status: 200, body: { template: 'TASK_OPENED', address: 'l***@example.com' } });
    expect((await administrator.get(`/message-ledger/${NOBODY}`)).status).toBe(404);
  });

  it('pages without losing or repeating a row', async () => {
    const auditor = await api.as('auditor.province');
    await tellOfTask(api.db, { logins: ['leader.city-01', 'leader.city-02', 'leader.city-03'] });
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await auditor.get<PageOf<LedgerItem>>(`/message-ledger?limit=2${cursor}`);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.next === null ? '' : `&cursor=${body.next}`;
    } while (cursor !== '');
    const { n } = await api.db.sql.one<{ n: number }>('SELECT count(*) AS n FROM message');
    expect(seen).toHaveLength(n);
    expect(new Set(seen).size).toBe(n);
  });

  it('is for administrators and auditors', async () => {
    expect((await (await api.as(REVIEWER)).get('/message-ledger')).status).toBe(403);
    expect((await (await api.as('owner.0001@example.com')).get('/message-ledger')).status).toBe(403);
  });
});

describe('POST /message-ledger/{messageId}/resend', () => {
  it('sends a notice once more under a key and Message-ID of its own', async () => {
    const administrator = await api.as('administrator.province');
    const mail = await catchMail({});
    try {
      const login = 'owner.0003@example.com';
      const ref = await tellOfTask(api.db, { logins: [login] });
      const [row] = await mailsOf(api.db, ref);
      const target = `/message-ledger/${row?.id ?? ''}/resend`;
      expect(await administrator.post(target)).toMatchObject({
        status: 409,
        body: { code: 'MESSAGE_STATE', facts: { state: 'PENDING' } },
      });
      const send = (count: number) =>
        sendUntil(api.db, { smtpUrl: mail.catcher.smtpUrl, lines: [] }, async () => {
          const rows = await mailsOf(api.db, ref);
          return rows.length === count && rows.every(({ state }) => state === 'SENT');
        });
      expect(await send(1)).toBe(true);
      const again = await Promise.all([administrator.post(target), administrator.post(target)]);
      expect(again.map(({ status }) => status)).toEqual([201, 201]);
      expect(await send(3)).toBe(true);

      const rows = await mailsOf(api.db, ref);
      const key = row?.dedupeKey ?? '';
      expect(rows.map(({ dedupeKey }) => dedupeKey).sort()).toEqual([key, `${key}:resend:1`, `${key}:resend:2`]);
      expect(new Set(rows.map(({ messageId }) => messageId)).size).toBe(3);
      expect(mail.catcher.messages.list({ to: login })).toHaveLength(3);
    } finally {
      await mail.close();
    }
    expect((await verifyAudit(api.db)).faults).toEqual([]);
  });

  it('is for administrators only', async () => {
    const answer = await (await api.as('auditor.province')).post(`/message-ledger/${NOBODY}/resend`);
    expect(answer.status).toBe(403);
    expect((await (await api.as('administrator.province')).post(`/message-ledger/${NOBODY}/resend`)).status).toBe(404);
  });
});
