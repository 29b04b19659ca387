import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { givenCase, LEADER, publishRoute, wish } from '../../tasks/office.ts';
import { ENGINE_AWAY } from '../admission/drafts.ts';

const URL_OUTSIDE = 'https://oa.example/hooks';

let api: TestApi;
let admin: Caller;
let routeId: string;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
  admin = await api.as('administrator.province');
  routeId = await publishRoute(api.db, { LEADER_APPROVAL: { stages: [wish('county')] } });
});
afterAll(async () => {
  await api.close();
});

async function register(events: readonly string[] = ['task.claimed'], name = '办公系统') {
  const answer = await admin.post<{ webhookId: string; secret: string; version: number }>('/webhooks', {
    name,
    url: URL_OUTSIDE,
    events,
  });
  expect(answer.status).toBe(201);
  return answer.body;
}

async function auditOf(webhookId: string) {
  return api.db.sql.rows<{ action: string; payload: string }>(
    `SELECT action, payload FROM audit_entry WHERE subject = $1 ORDER BY seq`,
    [`webhook:${webhookId}`],
  );
}

describe('POST /webhooks', () => {
  it('registers one, shows its secret once, and keeps it in no row', async () => {
    const key = randomUUID();
    const body = { name: '办公系统', url: `${URL_OUTSIDE}?token=very-secret`, events: ['task.opened', 'case.closed'] };
    const first = await admin.post<{ webhookId: string; secret?: string }>('/webhooks', body, { key });
    expect(first).toMatchObject({ status: 201, body: { secret: expect.stringMatching(/^whsec_[\w-]{43}$/) } });
    const again = await admin.post<{ webhookId: string; secret?: string }>('/webhooks', body, { key });
    expect(again).toMatchObject({ status: 201, body: { webhookId: first.body.webhookId } });
    expect(again.body.secret).toBeUndefined();
    const [entry] = await auditOf(first.body.webhookId);
    expect(entry?.action).toBe('WEBHOOK_REGISTERED');
    expect(entry?.payload).toContain('oa.example');
    expect(entry?.payload).not.toMatch(/very-secret|whsec/);
    const request = await api.db.sql.one<{ body: unknown }>('SELECT body FROM request WHERE key = $1', [key]);
    expect(JSON.stringify(request.body)).not.toContain('whsec');
    const listed = await admin.get<{ items: object[] }>('/webhooks?limit=1');
    expect(listed.body.items).toEqual([
      expect.objectContaining({ webhookId: first.body.webhookId, state: 'ACTIVE', waiting: 0, version: 1 }),
    ]);
    expect(JSON.stringify(listed.body)).not.toContain('whsec');
  });

  it.each([
    ['http://oa.example/', 'NOT_HTTPS'],
    ['https://a:b@oa.example/', 'CREDENTIALS'],
    ['https://10.1.2.3/', 'ADDRESS_REFUSED'],
    ['https://[fd00::1]/', 'ADDRESS_REFUSED'],
    ['oa.example', 'NOT_A_URL'],
  ])('refuses %s and says why, in both languages', async (url, ground) => {
    const ask = (language: string) =>
      admin.post(
        '/webhooks',
        { name: 'x', url, events: ['task.opened'] },
        { headers: { 'accept-language': language } },
      );
    const refused = { status: 422, body: { code: 'WEBHOOK_TARGET_REFUSED', facts: { ground } } };
    expect(await ask('zh-CN')).toMatchObject({ ...refused, body: { ...refused.body, title: '推送地址不被接受' } });
    expect(await ask('en')).toMatchObject({ ...refused, body: { ...refused.body, title: 'Webhook address refused' } });
  });

  it('knows a closed list of events', async () => {
    const answer = await admin.post('/webhooks', { name: 'x', url: URL_OUTSIDE, events: ['task.imagined'] });
    expect(answer).toMatchObject({ status: 422, body: { code: 'INVALID' } });
  });
});

describe('PATCH /webhooks/{webhookId}', () => {
  it('pauses and resumes it, and refuses a version that is no longer', async () => {
    const { webhookId } = await register();
    const path = `/webhooks/${webhookId}`;
    expect(await admin.patch(path, { state: 'PAUSED' }, { etag: 1 })).toMatchObject({
      status: 200,
      body: { version: 2, state: 'PAUSED' },
    });
    expect(await admin.patch(path, { name: '新名称' }, { etag: 1 })).toMatchObject({
      status: 412,
      body: { code: 'STALE_VERSION' },
    });
    expect((await admin.get(path)).body).toMatchObject({ state: 'PAUSED', pausedBecause: 'BY_ADMINISTRATOR' });
    await admin.patch(path, { state: 'ACTIVE', events: ['case.closed', 'case.closed'] }, { etag: 2 });
    expect((await admin.get(path)).body).toMatchObject({
      state: 'ACTIVE',
      pausedBecause: null,
      pausedAt: null,
      events: ['case.closed'],
      version: 3,
    });
    expect((await auditOf(webhookId)).map(({ action }) => action)).toEqual([
      'WEBHOOK_REGISTERED',
      'WEBHOOK_CHANGED',
      'WEBHOOK_CHANGED',
    ]);
  });
});

describe('a webhook of an administrator', () => {
  it('gets a new secret, and is gone once removed', async () => {
    const { webhookId, secret } = await register();
    const renewed = await admin.post<{ secret: string }>(`/webhooks/${webhookId}/secret`);
    expect(renewed.body.secret).toMatch(/^whsec_/);
    expect(renewed.body.secret).not.toBe(secret);
    expect((await admin.delete(`/webhooks/${webhookId}`)).status).toBe(200);
    expect((await admin.delete(`/webhooks/${webhookId}`)).status).toBe(200);
    expect((await admin.get(`/webhooks/${webhookId}`)).status).toBe(404);
    expect((await admin.patch(`/webhooks/${webhookId}`, { state: 'ACTIVE' }, { etag: 1 })).status).toBe(404);
    expect((await auditOf(webhookId)).map(({ action }) => action)).toEqual([
      'WEBHOOK_REGISTERED',
      'WEBHOOK_SECRET_RENEWED',
      'WEBHOOK_REMOVED',
    ]);
  });

  it('shows what it was told, page by page, and sends a dead delivery again', async () => {
    const { webhookId } = await register(['task.opened', 'task.claimed']);
    const one = await givenCase(api.db, routeId);
    await one.open('LEADER_APPROVAL');
    await one.claim(LEADER, 'county');
    const path = `/webhooks/${webhookId}/deliveries`;
    type Page = { items: { deliveryId: string; event: string; data: object }[]; next: string | null };
    const first = (await admin.get<Page>(`${path}?limit=1`)).body;
    const second = (await admin.get<Page>(`${path}?limit=1&cursor=${first.next ?? ''}`)).body;
    expect([first.items[0]?.event, second.items[0]?.event, second.next]).toEqual(['task.claimed', 'task.opened', null]);
    const { id: taskId } = await one.task('county');
    expect(second.items[0]?.data).toMatchObject({ caseId: one.id, taskId, stage: 'county' });

    const again = `${path}/${second.items[0]?.deliveryId ?? ''}/redelivery`;
    expect(await admin.post(again)).toMatchObject({
      status: 409,
      body: { code: 'WRONG_STATE', facts: { state: 'PENDING' } },
    });
    await api.db.sql.run(`UPDATE webhook_delivery SET state = 'DEAD', attempts = 9 WHERE webhook_id = $1`, [webhookId]);
    const key = randomUUID();
    const redelivered = await admin.post(again, undefined, { key });
    expect(redelivered).toMatchObject({ status: 200, body: { state: 'PENDING' } });
    expect((await admin.post(again, undefined, { key })).body).toEqual(redelivered.body);
    expect((await admin.get<Page>(`${path}?state=PENDING`)).body.items).toMatchObject([
      { event: 'task.opened', attempts: 0 },
    ]);
    const other = await register();
    const foreign = again.replace(webhookId, other.webhookId);
    expect((await admin.post(foreign)).status).toBe(404);
  });
});
