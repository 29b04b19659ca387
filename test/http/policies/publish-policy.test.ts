import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';
import { current, draft, publish, step, type Draft } from './drafts.ts';

let api: TestApi;
let writer: Caller;
let publisher: Caller;
let checklist: Record<string, unknown>;

beforeAll(async () => {
  api = await startApi();
  writer = await api.as('administrator.province');
  publisher = await api.as('administrator-2.province');
  checklist = await current(writer, 'CHECKLIST', 'AGENT');
});
afterAll(async () => {
  await api.close();
});

async function submitted(): Promise<Draft> {
  const version = await draft(writer, 'CHECKLIST', 'AGENT', checklist);
  expect((await step(writer, version, 'submit', 1)).status).toBe(200);
  return version;
}

describe('POST /policy-versions', () => {
  it('begins the next version, from scratch or as a copy', async () => {
    const first = await draft(writer, 'CHECKLIST', 'COOP_HALL', checklist);
    const copy = await writer.post<Draft>('/policy-versions', {
      kind: 'CHECKLIST',
      key: 'COOP_HALL',
      copyFrom: first.id,
    });
    expect(copy).toMatchObject({ status: 201, body: { number: first.number + 1 } });
    const read = await writer.get(`/policy-versions/${copy.body.id}`);
    expect(read.body).toMatchObject({ body: checklist, state: 'DRAFT', number: first.number + 1 });
    expect(read.headers.get('etag')).toBe('"1"');
  });

  it('gives two drafts begun at once two numbers', async () => {
    const drafts = await Promise.all([1, 2, 3, 4].map(() => draft(writer, 'ROUTE', 'twins', {})));
    expect(drafts.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4]);
  });

  it('refuses what is no rule', async () => {
    const codeOf = async (body: unknown) => (await writer.post('/policy-versions', body)).body['code'];
    expect(await codeOf({ kind: 'LAW', key: 'x', body: {} })).toBe('INVALID');
    expect(await codeOf({ kind: 'ROUTE', key: '../x', body: {} })).toBe('INVALID');
    expect(await codeOf({ kind: 'ROUTE', key: 'x', body: [] })).toBe('INVALID');
    expect(await codeOf({ kind: 'ROUTE', key: 'x' })).toBe('INVALID');
    expect(await codeOf({ kind: 'ROUTE', key: 'x', body: { a: 'NUL \0' } })).toBe('INVALID');
    expect(await codeOf({ kind: 'PROCESS_POLICY', key: 'PAYROLL', body: {} })).toBe('POLICY_INVALID');
    const deep = `{"kind":"ROUTE","key":"x","body":{"a":${'['.repeat(30)}${']'.repeat(30)}}}`;
    expect(await writer.post('/policy-versions', deep)).toMatchObject({ status: 422, body: { code: 'INVALID' } });
  });

  it('copies nothing of another kind', async () => {
    const { id } = await draft(writer, 'ROUTE', 'other', {});
    const answer = await writer.post('/policy-versions', { kind: 'CHECKLIST', key: 'AGENT', copyFrom: id });
    expect(answer.status).toBe(404);
  });

  it.each(['leader.province', 'auditor.province', 'owner.0001@example.com'])('is not for %s', async (login) => {
    const answer = await (await api.as(login)).post('/policy-versions', { kind: 'ROUTE', key: 'x', body: {} });
    expect(answer).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } });
  });
});

describe('PUT /policy-versions/{versionId}', () => {
  it('replaces the content of the draft one has seen, and of no other', async () => {
    const version = await draft(writer, 'CHECKLIST', 'AGENT', {});
    const target = `/policy-versions/${version.id}`;
    expect(await writer.put(target, { body: checklist })).toMatchObject({
      status: 428,
      body: { code: 'VERSION_MISSING' },
    });
    expect(await writer.put(target, { body: checklist, note: '初稿' }, { etag: 1 })).toMatchObject({
      status: 200,
      body: { version: 2 },
    });
    expect(await publisher.put(target, { body: {} }, { etag: 1 })).toMatchObject({
      status: 412,
      body: { code: 'STALE_VERSION', facts: { version: 2 } },
    });
    expect((await writer.get(target)).body).toMatchObject({ body: checklist, note: '初稿', version: 2 });
  });

  it('is over once the version is submitted', async () => {
    const version = await submitted();
    expect(await writer.put(`/policy-versions/${version.id}`, { body: {} }, { etag: 2 })).toMatchObject({
      status: 409,
      body: { code: 'POLICY_STATE', facts: { state: 'SUBMITTED' } },
    });
  });

  it('finds nothing where nothing is', async () => {
    const answer = await writer.put('/policy-versions/01999999-9999-7999-8999-999999999999', { body: {} }, { etag: 1 });
    expect(answer.status).toBe(404);
  });
});

describe('POST /policy-versions/{versionId}/publish', () => {
  it('[CTR-11] makes a template version the valid one when a second person says so', async () => {
    const template = await current(writer, 'CONTRACT_TEMPLATE', 'default');
    const title = { zh: '渠道合作协议（2027）', en: 'Sales Channel Agreement (2027)' };
    const version = await draft(writer, 'CONTRACT_TEMPLATE', 'default', { ...template, title });
    expect((await step(writer, version, 'submit', 1)).body).toMatchObject({ state: 'SUBMITTED', version: 2 });

    expect(await step(writer, version, 'publish', 2)).toMatchObject({ status: 403, body: { code: 'SAME_PERSON' } });
    expect(await current(writer, 'CONTRACT_TEMPLATE', 'default')).toMatchObject({ title: template['title'] });

    expect((await step(publisher, version, 'publish', 2)).body).toMatchObject({ state: 'PUBLISHED', version: 3 });
    expect(await current(writer, 'CONTRACT_TEMPLATE', 'default')).toMatchObject({ title });
  });

  it('wants a person who wrote no word of it', async () => {
    const version = await draft(writer, 'CHECKLIST', 'AGENT', checklist);
    await publisher.put(`/policy-versions/${version.id}`, { body: checklist }, { etag: 1 });
    await step(writer, version, 'submit', 2);
    expect(await step(publisher, version, 'publish', 3)).toMatchObject({ body: { code: 'SAME_PERSON' } });
    expect(await step(publisher, version, 'reject', 3, { reason: '不妥' })).toMatchObject({
      body: { code: 'SAME_PERSON' },
    });
  });

  it('happens once, to the version that was looked at', async () => {
    const version = await submitted();
    expect(await step(publisher, version, 'publish', 1)).toMatchObject({
      status: 412,
      body: { code: 'STALE_VERSION' },
    });
    const answers = await Promise.all([1, 2, 3, 4].map(() => step(publisher, version, 'publish', 2)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect(await step(publisher, version, 'reject', 3, { reason: 'x' })).toMatchObject({
      status: 409,
      body: { code: 'POLICY_STATE', facts: { state: 'PUBLISHED' } },
    });
  });

  it('goes by the order of the numbers', async () => {
    const older = await submitted();
    const newer = await submitted();
    expect((await step(publisher, newer, 'publish', 2)).status).toBe(200);
    expect(await step(publisher, older, 'publish', 2)).toMatchObject({
      status: 409,
      body: { code: 'POLICY_STATE', facts: { newerNumber: newer.number } },
    });
  });

  it('may lie ahead, never back', async () => {
    const version = await submitted();
    const past = await step(publisher, version, 'publish', 2, { validFrom: '2026-01-01T00:00:00+08:00' });
    expect(past).toMatchObject({
      status: 422,
      body: { code: 'POLICY_INVALID', facts: { issues: [{ code: 'IN_THE_PAST' }] } },
    });
    const validFrom = new Date(Date.now() + 86_400_000).toISOString();
    expect(await step(publisher, version, 'publish', 2, { validFrom })).toMatchObject({
      status: 200,
      body: { validFrom },
    });
    const { body } = await writer.get<{ items: Record<string, unknown>[] }>('/policies?kind=CHECKLIST&limit=100');
    const agent = body.items.find(({ key }) => key === 'AGENT');
    expect(agent).toMatchObject({ latestNumber: version.number, latestState: 'PUBLISHED' });
    expect(agent?.['currentNumber']).toBeLessThan(version.number);
  });

  it('[ORG-09] is on record with both people, and the record holds', async () => {
    const version = await submitted();
    await step(publisher, version, 'publish', 2);
    const entries = await api.db.sql.rows<{ action: string; login: string; chain: string }>(
      `SELECT e.action, a.login, e.chain FROM audit_entry e JOIN account a ON a.id = e.actor_id
       WHERE e.subject = 'policy:' || $1 ORDER BY e.seq`,
      [version.id],
    );
    const { id } = await api.db.sql.one<{ id: string }>(`SELECT id FROM unit WHERE code = 'province'`);
    expect(entries).toEqual([
      { action: 'POLICY_DRAFTED', login: 'administrator.province', chain: `unit:${id}` },
      { action: 'POLICY_SUBMITTED', login: 'administrator.province', chain: `unit:${id}` },
      { action: 'POLICY_PUBLISHED', login: 'administrator-2.province', chain: `unit:${id}` },
    ]);
    expect((await verifyAudit(api.db)).faults).toEqual([]);
  });
});

describe('POST /policy-versions/{versionId}/reject', () => {
  it('ends a version with a reason that its author can read', async () => {
    const version = await submitted();
    expect((await step(publisher, version, 'reject', 2)).body).toMatchObject({ code: 'INVALID' });
    expect((await step(publisher, version, 'reject', 2, { reason: '缺少门头照片要求𠮷' })).body).toMatchObject({
      state: 'REJECTED',
      version: 3,
    });
    expect((await writer.get(`/policy-versions/${version.id}`)).body).toMatchObject({
      state: 'REJECTED',
      rejectionReason: '缺少门头照片要求𠮷',
    });
    expect(await step(publisher, version, 'publish', 3)).toMatchObject({ status: 409, body: { code: 'POLICY_STATE' } });
  });
});

describe('GET /policies', () => {
  it('pages through every rule by kind and key', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await writer.get<{ items: { kind: string; key: string }[]; next: string | null }>(
        `/policies?limit=20${cursor}`,
      );
      seen.push(...body.items.map(({ kind, key }) => `${kind} ${key}`));
      cursor = body.next === null ? '' : `&cursor=${body.next}`;
    } while (cursor !== '');
    const { n } = await api.db.sql.one<{ n: number }>(
      'SELECT count(*) AS n FROM (SELECT DISTINCT kind, key FROM policy_version) AS rule',
    );
    expect(new Set(seen).size).toBe(n);
    expect(seen).toHaveLength(n);
  });

  it('lists the versions of one rule, newest first', async () => {
    const one = await draft(writer, 'CHECKLIST', 'EXCLUSIVE', checklist);
    const { body } = await writer.get<{ items: { number: number; state: string }[] }>(
      '/policies/CHECKLIST/EXCLUSIVE/versions',
    );
    expect(body.items.map(({ number, state }) => ({ number, state }))).toEqual([
      { number: one.number, state: 'DRAFT' },
      { number: 1, state: 'PUBLISHED' },
    ]);
  });

  it('is open to staff and auditors, not to partners', async () => {
    expect((await (await api.as('auditor.province')).get('/policies')).status).toBe(200);
    expect((await (await api.as('owner.0001@example.com')).get('/policies')).status).toBe(403);
    expect((await api.anonymous().get('/policies')).status).toBe(401);
  });
});

describe('a published calendar', () => {
  it('counts from its publication on', async () => {
    const calendar = await current(writer, 'CALENDAR', 'CN');
    const days = { ...(calendar['days'] as object), '2027-01-01': { kind: 'HOLIDAY' } };
    const version = await draft(writer, 'CALENDAR', 'CN', { ...calendar, knownUntil: '2027-12-31', days });
    await publish(writer, publisher, version);
    expect(await current(writer, 'CALENDAR', 'CN')).toMatchObject({ knownUntil: '2027-12-31' });
  });
});
