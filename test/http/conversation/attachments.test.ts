import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { forgetUnused } from '../../../src/conversation/attachments/forget-unused.ts';
import type { Caller } from '../../support/api.ts';
import { LEADER, OWNER, republish, REVIEWER, type OfficeCase } from '../../tasks/office.ts';
import { JPEG, pdf } from '../admission/samples.ts';
import { commentsFor, openOffice, write } from './conversation.ts';

let office: Awaited<ReturnType<typeof openOffice>>;
let leader: Caller;
let reviewer: Caller;
let owner: Caller;
beforeAll(async () => {
  office = await openOffice();
  leader = await office.as(LEADER);
  reviewer = await office.as(REVIEWER);
  owner = await office.as(OWNER);
});
afterAll(async () => {
  expect((await verifyAudit(office.db)).faults).toEqual([]);
  await office.close();
});

const add = (caller: Caller, one: OfficeCase, file = pdf('意见附件.pdf'), key = randomUUID()) =>
  caller.upload(`/cases/${one.id}/attachments`, file, { key });

async function uploaded(caller: Caller, one: OfficeCase): Promise<string> {
  const { status, body } = await add(caller, one);
  expect(status).toBe(201);
  return String(body['fileId']);
}

const statusFor = async (caller: Caller, fileId: string) => (await caller.get(`/files/${fileId}`)).status;

async function rules(values: object): Promise<void> {
  await republish(office.db, 'PROCESS_POLICY', 'CONVERSATION', (body) => {
    const everywhere = body['everywhere'] as { attachments: object };
    return { ...body, everywhere: { ...everywhere, attachments: { ...everywhere.attachments, ...values } } };
  });
}

describe('a file added to a comment', () => {
  it('is its uploader’s own until the comment is written, and then whose the comment is', async () => {
    const one = await office.given();
    const fileId = await uploaded(leader, one);
    expect([await statusFor(leader, fileId), await statusFor(reviewer, fileId)]).toEqual([200, 404]);
    await write(leader, one, { body: '见附件', attachments: [fileId] });
    expect([await statusFor(reviewer, fileId), await statusFor(owner, fileId)]).toEqual([200, 404]);
    expect((await commentsFor(reviewer, one))[0]).toMatchObject({
      attachments: [{ id: fileId, name: '意见附件.pdf', mime: 'application/pdf' }],
    });
    const open = await uploaded(leader, one);
    await write(leader, one, { body: '见附件', audience: 'EVERYBODY', attachments: [open] });
    expect(await statusFor(owner, open)).toBe(200);
  });

  it('goes with the words that are taken back', async () => {
    const one = await office.given();
    const fileId = await uploaded(leader, one);
    const id = await write(leader, one, { body: '见附件', attachments: [fileId] });
    await leader.post(`/comments/${id}/withdrawal`);
    expect([await statusFor(leader, fileId), await statusFor(reviewer, fileId)]).toEqual([404, 404]);
    expect(await statusFor(await office.as('auditor.province'), fileId)).toBe(200);
    expect((await commentsFor(reviewer, one))[0]).toMatchObject({ attachments: [] });
  });

  it('is uploaded once under one key, and used once', async () => {
    const one = await office.given();
    const key = randomUUID();
    const first = await add(leader, one, pdf('a.pdf'), key);
    expect((await add(leader, one, pdf('a.pdf'), key)).body).toEqual(first.body);
    const fileId = String(first.body['fileId']);
    await write(leader, one, { body: '见附件', attachments: [fileId, fileId] });
    expect(await leader.post(`/cases/${one.id}/comments`, { body: '再次', attachments: [fileId] })).toMatchObject({
      status: 422,
      body: { code: 'ATTACHMENT_UNKNOWN', title: '附件不可用', facts: { fileIds: [fileId] } },
    });
    expect(await commentsFor(leader, one)).toHaveLength(1);
  });

  it('is used by whoever uploaded it, in the case it was uploaded to', async () => {
    const [one, other] = [await office.given(), await office.given()];
    const fileId = await uploaded(leader, one);
    const input = { body: '见附件', attachments: [fileId] };
    expect((await reviewer.post(`/cases/${one.id}/comments`, input)).body).toMatchObject({
      code: 'ATTACHMENT_UNKNOWN',
    });
    expect((await leader.post(`/cases/${other.id}/comments`, input)).body).toMatchObject({
      code: 'ATTACHMENT_UNKNOWN',
    });
  });

  it('is refused for what it is, by the rule of the day', async () => {
    const one = await office.given();
    expect((await add(leader, one, { name: 'a.pdf', type: 'application/pdf', bytes: JPEG })).body).toMatchObject({
      code: 'FILE_TYPE_REFUSED',
    });
    await rules({ maxBytes: 10, maxFiles: 1, maxPending: 2 });
    expect((await add(leader, one)).body).toMatchObject({ code: 'FILE_TOO_LARGE', facts: { maxBytes: 10 } });
    await rules({ maxBytes: 1_000_000 });
    const attachments = [await uploaded(leader, one), await uploaded(leader, one)];
    expect((await add(leader, one)).body).toMatchObject({ code: 'TOO_MANY_FILES', facts: { max: 2 } });
    expect((await leader.post(`/cases/${one.id}/comments`, { body: '见附件', attachments })).body).toMatchObject({
      code: 'TOO_MANY_FILES',
      facts: { max: 1 },
    });
    await rules({ maxFiles: 10, maxPending: 50 });
  });

  it('is not taken from who does not see the case, nor for a case that has ended', async () => {
    const one = await office.given();
    expect((await add(await office.as('leader.county-0201'), one)).status).toBe(404);
    expect((await add(office.anonymous(), one)).status).toBe(401);
    await office.db.sql.run(`UPDATE "case" SET closed_at = now() WHERE id = $1`, [one.id]);
    expect((await add(leader, one)).body).toMatchObject({ code: 'CASE_CLOSED' });
  });
});

describe('a file added to an opinion', () => {
  async function decided(outcome: object): Promise<{ one: OfficeCase; fileId: string }> {
    const one = await office.given();
    const fileId = await uploaded(leader, one);
    const path = `/tasks/${(await one.task('check')).id}/decision`;
    expect((await leader.post(path, { ...outcome, attachments: [fileId] })).status).toBe(200);
    return { one, fileId };
  }

  it('stays in the office with an approval, and is an event’s in the timeline', async () => {
    const { one, fileId } = await decided({ outcome: 'APPROVE', reason: '同意' });
    expect([await statusFor(reviewer, fileId), await statusFor(owner, fileId)]).toEqual([200, 404]);
    const attachmentsFor = async (caller: Caller) =>
      (
        await caller.get<{ items: { action: string; attachments: { id: string }[] }[] }>(`/cases/${one.id}/timeline`)
      ).body.items.find(({ action }) => action === 'TASK_APPROVE')?.attachments;
    expect(await attachmentsFor(reviewer)).toMatchObject([{ id: fileId }]);
    expect(await attachmentsFor(owner)).toEqual([]);
  });

  it('is told to the applicant with the reason of a refusal', async () => {
    const { fileId } = await decided({ outcome: 'REJECT', reason: '场地不符合要求' });
    expect(await statusFor(owner, fileId)).toBe(200);
  });

  it('keeps nothing of a decision that is refused', async () => {
    const one = await office.given();
    const path = `/tasks/${(await one.task('check')).id}/decision`;
    const fileId = await uploaded(leader, one);
    const unknown = randomUUID();
    expect((await leader.post(path, { outcome: 'APPROVE', attachments: [fileId, unknown] })).body).toMatchObject({
      code: 'ATTACHMENT_UNKNOWN',
      facts: { fileIds: [unknown] },
    });
    expect(await one.live()).toEqual(['check OPEN']);
    expect((await leader.post(path, { outcome: 'APPROVE', attachments: [fileId] })).status).toBe(200);
  });
});

describe('forgetUnused', () => {
  const GRACE_HOURS = 24;
  const age = (fileId: string, hours: number) =>
    office.db.sql.run('UPDATE attachment SET created_at = now() - make_interval(hours => $2) WHERE file_id = $1', [
      fileId,
      hours,
    ]);

  it('forgets what nobody used for so long, on record, and leaves its bytes to the sweep', async () => {
    const one = await office.given();
    const [old, young, used, drafted] = [
      await uploaded(leader, one),
      await uploaded(leader, one),
      await uploaded(leader, one),
      await uploaded(leader, one),
    ];
    await write(leader, one, { body: '见附件', attachments: [used] });
    const draft = `/tasks/${(await one.task('check')).id}/draft`;
    expect((await leader.put(draft, { attachments: [drafted] }, { etag: 0 })).status).toBe(200);
    for (const fileId of [old, used, drafted]) await age(fileId, 25);
    await age(young, 23);
    const [first, second] = await Promise.all([
      forgetUnused(office.db.pool, GRACE_HOURS),
      forgetUnused(office.db.pool, GRACE_HOURS),
    ]);
    expect(first.forgotten + second.forgotten).toBe(1);
    expect(await forgetUnused(office.db.pool, GRACE_HOURS)).toEqual({ forgotten: 0 });
    for (const fileId of [young, used, drafted]) expect(await statusFor(leader, fileId)).toBe(200);
    expect(await statusFor(leader, old)).toBe(404);
    expect((await one.audit()).filter((action) => action === 'ATTACHMENT_FORGOTTEN')).toHaveLength(1);
    const announced = await office.db.sql.rows(
      `SELECT FROM incoming_content i JOIN stored_file f ON f.sha256 = i.sha256 WHERE f.id = $1`,
      [young],
    );
    expect(announced).toHaveLength(1);
  });
});
