import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { LEADER, noticesOf, OWNER, republish, REVIEWER } from '../../tasks/office.ts';
import type { Caller } from '../../support/api.ts';
import { commentsFor, openOffice, write } from './conversation.ts';

/** Of another county: sees the case only once somebody names them. */
const STRANGER = 'leader.county-0201';

let office: Awaited<ReturnType<typeof openOffice>>;
let leader: Caller;
let owner: Caller;
beforeAll(async () => {
  office = await openOffice();
  leader = await office.as(LEADER);
  owner = await office.as(OWNER);
});
afterAll(async () => {
  expect((await verifyAudit(office.db)).faults).toEqual([]);
  await office.close();
});

describe('POST /cases/{caseId}/comments', () => {
  it('keeps inside the office what is not said to everybody', async () => {
    const one = await office.given();
    await write(leader, one, { body: '场地证明存疑' });
    await write(leader, one, { body: '请补充说明', audience: 'EVERYBODY' });
    expect((await commentsFor(leader, one)).map(({ body }) => body)).toEqual(['请补充说明', '场地证明存疑']);
    expect(await commentsFor(owner, one)).toMatchObject([{ body: '请补充说明', side: 'OFFICE', author: null }]);
  });

  it('lets both sides talk, and tells the other side', async () => {
    const one = await office.given();
    const before = await noticesOf(office.db, one.id);
    await write(owner, one, { body: '材料已重新扫描' });
    await write(leader, one, { body: '收到', audience: 'EVERYBODY' });
    const told = (await noticesOf(office.db, one.id)).slice(before.length);
    expect(told).toContain(`COMMENT_ADDED ${LEADER}`);
    expect(told).toContain(`COMMENT_ADDED ${OWNER}`);
    expect((await commentsFor(leader, one)).at(-1)).toMatchObject({ side: 'APPLICANT', audience: 'EVERYBODY' });
  });

  it('changes nothing in the case, once under one key, and is on record without its words', async () => {
    const one = await office.given();
    const before = [await one.state(), await one.live()];
    const key = randomUUID();
    const input = { body: '已电话核实', taskId: (await one.task('check')).id };
    const first = await leader.post(`/cases/${one.id}/comments`, input, { key });
    expect(first.status).toBe(201);
    expect((await leader.post(`/cases/${one.id}/comments`, input, { key })).body).toEqual(first.body);
    expect(await commentsFor(leader, one)).toHaveLength(1);
    expect([await one.state(), await one.live()]).toEqual(before);
    expect((await one.audit()).at(-1)).toBe('COMMENT_ADDED');
    const entry = await office.db.sql.one<{ payload: string }>(
      `SELECT payload FROM audit_entry WHERE chain = 'case:' || $1 ORDER BY seq DESC LIMIT 1`,
      [one.id],
    );
    expect(entry.payload).not.toContain('核实');
  });

  it('shows the case to staff who are mentioned, and tells them', async () => {
    const one = await office.given();
    const stranger = await office.as(STRANGER);
    expect((await stranger.get(`/cases/${one.id}`)).status).toBe(404);
    await write(leader, one, { body: '请王主任看一下', mentions: [await office.idOf(STRANGER)] });
    expect((await stranger.get(`/cases/${one.id}`)).status).toBe(200);
    expect(await noticesOf(office.db, one.id)).toContain(`COMMENT_FOR_YOU ${STRANGER}`);
    expect((await commentsFor(leader, one))[0]?.mentions).toMatchObject([{ id: await office.idOf(STRANGER) }]);
  });

  it('tells whoever is replied to, in the same audience', async () => {
    const one = await office.given();
    const first = await write(leader, one, { body: '请核实场地' });
    const reviewer = await office.as(REVIEWER);
    await write(reviewer, one, { body: '已核实', replyTo: first });
    expect(await noticesOf(office.db, one.id)).toContain(`COMMENT_FOR_YOU ${LEADER}`);
    expect(await commentsFor(owner, one)).toEqual([]);
    expect(
      await reviewer.post(`/cases/${one.id}/comments`, { body: '已核实', replyTo: first, audience: 'EVERYBODY' }),
    ).toMatchObject({ status: 422, body: { code: 'AUDIENCE_NOT_POSSIBLE', facts: { offered: ['OFFICE'] } } });
    expect((await owner.post(`/cases/${one.id}/comments`, { body: '好', replyTo: first })).status).toBe(404);
  });

  it('is refused in the reader’s language where somebody is named who may not hear it', async () => {
    const one = await office.given();
    const mention = (mentions: string[]) => leader.post(`/cases/${one.id}/comments`, { body: '请看', mentions });
    expect(await mention([await office.idOf(OWNER)])).toMatchObject({
      status: 409,
      body: { code: 'PERSON_NOT_POSSIBLE', title: '不能选择该人员', facts: { reasonCode: 'OFFICE_ONLY' } },
    });
    expect(await mention([await office.idOf(LEADER)])).toMatchObject({ body: { facts: { reasonCode: 'YOURSELF' } } });
    const [company, stranger] = [await office.idOf('operator.0001@example.com'), await office.idOf(STRANGER)];
    const byOwner = (mentions: string[]) => owner.post(`/cases/${one.id}/comments`, { body: '请看', mentions });
    expect((await byOwner([company])).status).toBe(201);
    expect(await byOwner([stranger])).toMatchObject({ body: { facts: { reasonCode: 'NOT_OF_THE_CASE' } } });
  });

  it('leaves applicants no word among the office, and none at all where the rule says so', async () => {
    const one = await office.given();
    const inOffice = { body: '请看', audience: 'OFFICE' };
    expect((await owner.post(`/cases/${one.id}/comments`, inOffice)).body).toMatchObject({
      code: 'AUDIENCE_NOT_POSSIBLE',
    });
    await republish(office.db, 'PROCESS_POLICY', 'CONVERSATION', (body) => ({
      ...body,
      processes: { ADMISSION: { comments: { applicantsWrite: false } } },
    }));
    expect((await owner.post(`/cases/${one.id}/comments`, { body: '请看' })).body).toMatchObject({
      code: 'AUDIENCE_NOT_POSSIBLE',
      facts: { offered: [] },
    });
    await republish(office.db, 'PROCESS_POLICY', 'CONVERSATION', (body) => ({ ...body, processes: {} }));
  });

  it('is possible between two phases, and after the end only for an administrator', async () => {
    const one = await office.given();
    await one.approve(LEADER, 'check');
    await write(leader, one, { body: '已批' });
    const own = { body: '已办结' };
    await office.db.sql.run(`UPDATE "case" SET closing = 'CANCELED' WHERE id = $1`, [one.id]);
    expect((await leader.post(`/cases/${one.id}/comments`, own)).body).toMatchObject({ code: 'CASE_CLOSING' });
    await office.db.sql.run(`UPDATE "case" SET closing = NULL, closed_at = now() WHERE id = $1`, [one.id]);
    expect((await leader.post(`/cases/${one.id}/comments`, own)).body).toMatchObject({ code: 'CASE_CLOSED' });
    await write(await office.as('administrator.province'), one, own);
    expect(await commentsFor(leader, one)).toHaveLength(2);
  });

  it.each([
    ['nothing', {}],
    ['an empty one', { body: ' ' }],
    ['one that is too long', { body: '长'.repeat(4001) }],
    ['an audience nobody knows', { body: '请看', audience: 'PRESS' }],
  ])('refuses %s', async (_title, body) => {
    const one = await office.given();
    expect((await leader.post(`/cases/${one.id}/comments`, body)).status).toBe(422);
  });

  it('does not exist for whose case it is not, nor on another case’s task', async () => {
    const [one, other] = [await office.given(), await office.given()];
    const stranger = await office.as(STRANGER);
    expect((await stranger.post(`/cases/${one.id}/comments`, { body: '请看' })).status).toBe(404);
    expect((await stranger.get(`/cases/${one.id}/comments`)).status).toBe(404);
    const taskId = (await other.task('check')).id;
    expect((await leader.post(`/cases/${one.id}/comments`, { body: '请看', taskId })).status).toBe(404);
    expect((await office.anonymous().post(`/cases/${one.id}/comments`, { body: '请看' })).status).toBe(401);
  });
});

describe('POST /comments/{commentId}/withdrawal', () => {
  it('takes the words away and leaves that there were some; the auditor still reads them', async () => {
    const one = await office.given();
    const id = await write(leader, one, { body: '写错了' });
    expect((await leader.post(`/comments/${id}/withdrawal`)).status).toBe(200);
    expect((await leader.post(`/comments/${id}/withdrawal`)).status).toBe(200);
    expect((await one.audit()).filter((action) => action === 'COMMENT_WITHDRAWN')).toHaveLength(1);
    const reviewer = await office.as(REVIEWER);
    const [tombstone] = await commentsFor(reviewer, one);
    expect(tombstone).toMatchObject({ body: null, author: { id: await office.idOf(LEADER) } });
    expect(tombstone?.withdrawnAt).not.toBeNull();
    expect((await commentsFor(await office.as('auditor.province'), one))[0]?.body).toBe('写错了');
    expect((await reviewer.post(`/cases/${one.id}/comments`, { body: '？', replyTo: id })).body).toMatchObject({
      code: 'COMMENT_WITHDRAWN',
    });
  });

  it('is for the author alone', async () => {
    const one = await office.given();
    const inside = await write(leader, one, { body: '内部意见' });
    expect((await (await office.as(REVIEWER)).post(`/comments/${inside}/withdrawal`)).body).toMatchObject({
      code: 'NOT_YOURS',
    });
    expect((await owner.post(`/comments/${inside}/withdrawal`)).status).toBe(404);
  });
});

describe('GET /cases/{caseId}/comments', () => {
  it('goes on where the page before ended, and shows those of one task alone', async () => {
    const one = await office.given();
    const taskId = (await one.task('check')).id;
    for (const n of [1, 2, 3]) await write(leader, one, n === 2 ? { body: `第${n}条`, taskId } : { body: `第${n}条` });
    const path = `/cases/${one.id}/comments?limit=2`;
    const first = (await leader.get<{ items: { body: string }[]; next: string }>(path)).body;
    expect(first.items.map(({ body }) => body)).toEqual(['第3条', '第2条']);
    const second = (await leader.get<{ items: { body: string }[]; next: null }>(`${path}&cursor=${first.next}`)).body;
    expect(second).toMatchObject({ items: [{ body: '第1条' }], next: null });
    const ofTask = await leader.get<{ items: unknown[] }>(`/cases/${one.id}/comments?taskId=${taskId}`);
    expect(ofTask.body.items).toMatchObject([{ body: '第2条', taskId }]);
  });
});
