import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { forgetDrafts } from '../../../src/tasks/opinions/forget-drafts.ts';
import { DEMO_PASSWORD, type Caller } from '../../support/api.ts';
import { CITY_LEADER, givenCase, LEADER, publishRoute, REVIEWER, wish, type OfficeCase } from '../../tasks/office.ts';
import { pdf } from '../admission/samples.ts';
import { openOffice } from './conversation.ts';

let office: Awaited<ReturnType<typeof openOffice>>;
let leader: Caller;
beforeAll(async () => {
  office = await openOffice();
  leader = await office.as(LEADER);
});
afterAll(async () => {
  expect((await verifyAudit(office.db)).faults).toEqual([]);
  await office.close();
});

interface Draft {
  readonly version: number;
  readonly opinion: { readonly reason?: string; readonly outcome?: string; readonly attachments: string[] } | null;
}

async function given(): Promise<OfficeCase & { task1: string; path: string }> {
  const one = await office.given();
  const task1 = (await one.task('check')).id;
  return { ...one, task1, path: `/tasks/${task1}/draft` };
}

const read = async (caller: Caller, path: string) => (await caller.get<Draft>(path)).body;

describe('the draft of an opinion 暂存', () => {
  it('is kept from one session to the next, word by word', async () => {
    const { path } = await given();
    expect(await read(leader, path)).toEqual({ version: 0, opinion: null, savedAt: null });
    const words = { outcome: 'REJECT', reason: '  场地不符合要求\n', reasonCode: 'PREMISES_UNSUITABLE' };
    const first = await leader.put(path, words, { etag: 0 });
    expect(first).toMatchObject({ status: 200, body: { version: 1 } });
    expect(first.headers.get('etag')).toBe('"1"');
    const later = office.anonymous();
    await later.post('/sessions', { login: LEADER, password: DEMO_PASSWORD });
    expect(await read(later, path)).toMatchObject({ version: 1, opinion: { ...words, attachments: [] } });
    expect((await leader.put(path, { reason: '' }, { etag: 1 })).body).toMatchObject({ version: 2 });
  });

  it('is overwritten by nobody who saw an older one, and saved once under one key', async () => {
    const { path } = await given();
    const key = randomUUID();
    const first = await leader.put(path, { reason: '甲' }, { etag: 0, key });
    expect((await leader.put(path, { reason: '甲' }, { etag: 0, key })).body).toEqual(first.body);
    expect((await leader.put(path, { reason: '乙' }, { etag: 0 })).body).toMatchObject({
      code: 'STALE_VERSION',
      facts: { version: 1 },
    });
    const answers = await Promise.all(['丙', '丁'].map((reason) => leader.put(path, { reason }, { etag: 1 })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('is one’s own alone', async () => {
    const { path } = await given();
    await leader.put(path, { reason: '初步意见' }, { etag: 0 });
    expect(await read(await office.as(REVIEWER), path)).toMatchObject({ version: 0, opinion: null });
    expect(await (await office.as(REVIEWER)).put(path, { reason: '我也写' }, { etag: 0 })).toMatchObject({
      status: 403,
      body: { code: 'NOT_HOLDER' },
    });
    expect((await (await office.as('leader.county-0201')).get(path)).status).toBe(404);
    expect((await office.anonymous().get(path)).status).toBe(401);
  });

  it('ends with the decision, changes nothing before it, and leaves its words in no audit entry', async () => {
    const one = await given();
    await leader.put(one.path, { outcome: 'APPROVE', reason: '同意准入' }, { etag: 0 });
    await leader.put(one.path, { outcome: 'APPROVE', reason: '同意准入。' }, { etag: 1 });
    expect(await one.live()).toEqual(['check OPEN']);
    expect((await one.audit()).filter((action) => action.startsWith('OPINION'))).toEqual(['OPINION_BEGUN']);
    const entries = await office.db.sql.rows<{ payload: string }>(
      `SELECT payload FROM audit_entry WHERE chain = 'case:' || $1`,
      [one.id],
    );
    expect(entries.some(({ payload }) => payload.includes('准入'))).toBe(false);
    await one.approve(LEADER, 'check');
    expect(await read(leader, one.path)).toMatchObject({ version: 0 });
    expect((await leader.put(one.path, { reason: '迟了' }, { etag: 0 })).body).toMatchObject({
      code: 'ALREADY_DECIDED',
    });
  });

  it('keeps its files, which the decision then takes', async () => {
    const one = await given();
    const { body } = await leader.upload(`/cases/${one.id}/attachments`, pdf('意见.pdf'));
    const fileId = String(body['fileId']);
    await leader.put(one.path, { attachments: [fileId] }, { etag: 0 });
    expect((await leader.put(one.path, { attachments: [fileId, randomUUID()] }, { etag: 1 })).body).toMatchObject({
      code: 'ATTACHMENT_UNKNOWN',
    });
    expect((await read(leader, one.path)).opinion?.attachments).toEqual([fileId]);
    const decision = { outcome: 'APPROVE', attachments: [fileId] };
    expect((await leader.post(`/tasks/${one.task1}/decision`, decision)).status).toBe(200);
  });

  it('is thrown away by its writer, more than once if they like', async () => {
    const { path } = await given();
    await leader.put(path, { reason: '初步意见' }, { etag: 0 });
    expect((await leader.delete(path)).status).toBe(200);
    expect((await leader.delete(path)).status).toBe(200);
    expect(await read(leader, path)).toMatchObject({ version: 0 });
  });

  it('can be gone on with while the task waits for the applicant', async () => {
    const routeId = await publishRoute(office.db, {
      MATERIAL_REVIEW: {
        stages: [
          wish('check', { returnTo: ['applicant'] }),
          wish('beside', { approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'CITY' }] }),
        ],
      },
    });
    const one = await givenCase(office.db, routeId);
    await one.open('MATERIAL_REVIEW');
    await one.decide(LEADER, 'check', { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' });
    const path = `/tasks/${(await one.task('beside')).id}/draft`;
    expect((await (await office.as(CITY_LEADER)).put(path, { reason: '待补充后同意' }, { etag: 0 })).status).toBe(200);
    expect((await (await office.as(REVIEWER)).put(path, { reason: '我也写' }, { etag: 0 })).body).toMatchObject({
      code: 'NOT_HOLDER',
    });
  });

  it('outlives its task as long as the rule says, so that nobody’s words vanish by another’s act', async () => {
    const one = await given();
    await leader.put(one.path, { reason: '我的意见' }, { etag: 0 });
    await office.db.sql.run(`UPDATE task SET state = 'CANCELED', ended_at = now() - interval '29 days' WHERE id = $1`, [
      one.task1,
    ]);
    await forgetDrafts(office.db.sql, new Date());
    expect(await read(leader, one.path)).toMatchObject({ opinion: { reason: '我的意见' } });
    await office.db.sql.run(`UPDATE task SET ended_at = now() - interval '31 days' WHERE id = $1`, [one.task1]);
    expect(await forgetDrafts(office.db.sql, new Date())).toEqual({ forgotten: 1 });
    expect(await forgetDrafts(office.db.sql, new Date())).toEqual({ forgotten: 0 });
    expect(await read(leader, one.path)).toMatchObject({ version: 0 });
  });

  it.each([
    ['an outcome nobody knows', { outcome: 'MAYBE' }],
    ['a reason that is too long', { reason: '长'.repeat(4001) }],
    ['a field nobody knows', { mood: 'good' }],
  ])('refuses %s', async (_title, body) => {
    const { path } = await given();
    expect((await leader.put(path, body, { etag: 0 })).status).toBe(422);
  });
});
