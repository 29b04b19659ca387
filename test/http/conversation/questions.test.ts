import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import type { Caller } from '../../support/api.ts';
import { LEADER, noticesOf, OWNER, REVIEWER } from '../../tasks/office.ts';
import { ask, commentsFor, openOffice } from './conversation.ts';

const LEGAL = 'legal-reviewer.province';

interface Question {
  readonly id: string;
  readonly caseId: string;
  readonly askedBy: { readonly id: string } | null;
  readonly body: string;
  readonly answeredAt: string | null;
}

let office: Awaited<ReturnType<typeof openOffice>>;
let leader: Caller;
let legal: Caller;
let to: string;
beforeAll(async () => {
  office = await openOffice();
  leader = await office.as(LEADER);
  legal = await office.as(LEGAL);
  to = await office.idOf(LEGAL);
});
afterAll(async () => {
  expect((await verifyAudit(office.db)).faults).toEqual([]);
  await office.close();
});

async function questionsFor(caller: Caller, caseId: string, query = ''): Promise<readonly Question[]> {
  const { body } = await caller.get<{ items: Question[] }>(`/questions?limit=100${query}`);
  return body.items.filter((item) => item.caseId === caseId);
}

describe('a question 沟通', () => {
  it('stands in front of the one who is asked until they answer, and nothing waits for it', async () => {
    const one = await office.given();
    const before = [await one.state(), await one.live()];
    const id = await ask(leader, one, { to, body: '租赁合同是否有效？' });
    expect(await questionsFor(legal, one.id)).toMatchObject([{ id, body: '租赁合同是否有效？', answeredAt: null }]);
    expect([await one.state(), await one.live()]).toEqual(before);
    expect((await legal.post(`/comments/${id}/answer`, { body: '有效' })).status).toBe(201);
    expect(await questionsFor(legal, one.id)).toEqual([]);
    expect(await questionsFor(legal, one.id, '&state=all')).toMatchObject([{ id }]);
    const asking = await questionsFor(leader, one.id, '&list=asking&state=all');
    expect(asking[0]?.answeredAt).not.toBeNull();
    expect(await commentsFor(leader, one)).toMatchObject([
      { kind: 'ANSWER', parentId: id, body: '有效' },
      { kind: 'QUESTION', asked: { id: to } },
    ]);
    const told = (await noticesOf(office.db, one.id)).filter((word) => word.startsWith('QUESTION'));
    expect(told).toEqual([`QUESTION_ASKED ${LEGAL}`, `QUESTION_ANSWERED ${LEADER}`]);
  });

  it('is an event of the timeline: for the office always, for the applicant where it was asked of everybody', async () => {
    const one = await office.given();
    await ask(leader, one, { to, body: '内部问题' });
    await ask(leader, one, { to: await office.idOf(OWNER), body: '请说明', audience: 'EVERYBODY' });
    const actionsFor = async (caller: Caller) =>
      (await caller.get<{ items: { action: string }[] }>(`/cases/${one.id}/timeline`)).body.items
        .map(({ action }) => action)
        .filter((action) => action.startsWith('QUESTION'));
    expect(await actionsFor(leader)).toEqual(['QUESTION_ASKED', 'QUESTION_ASKED']);
    expect(await actionsFor(await office.as(OWNER))).toEqual(['QUESTION_ASKED']);
  });

  it('asks an applicant without naming who of the office asks', async () => {
    const one = await office.given();
    const owner = await office.as(OWNER);
    const id = await ask(leader, one, { to: await office.idOf(OWNER), body: '请说明场地用途', audience: 'EVERYBODY' });
    expect(await questionsFor(owner, one.id)).toMatchObject([{ id, askedBy: null }]);
    expect((await owner.post(`/comments/${id}/answer`, { body: '自用' })).status).toBe(201);
    expect((await commentsFor(leader, one))[0]).toMatchObject({ side: 'APPLICANT', audience: 'EVERYBODY' });
  });

  it('is answered by the one who is asked, and once, however many answers come at the same time', async () => {
    const one = await office.given();
    const id = await ask(leader, one, { to, body: '是否有效？', audience: 'EVERYBODY' });
    expect(await (await office.as(REVIEWER)).post(`/comments/${id}/answer`, { body: '有效' })).toMatchObject({
      status: 403,
      body: { code: 'NOT_ASKED' },
    });
    const answers = await Promise.all([1, 2, 3].map((n) => legal.post(`/comments/${id}/answer`, { body: `第${n}次` })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect((await legal.post(`/comments/${id}/answer`, { body: '再答' })).body).toMatchObject({
      code: 'ALREADY_ANSWERED',
    });
  });

  it('is open again when the answer is taken back, and gone when it is taken back itself', async () => {
    const one = await office.given();
    const id = await ask(leader, one, { to, body: '是否有效？' });
    const { body } = await legal.post<{ commentId: string }>(`/comments/${id}/answer`, { body: '有效' });
    await legal.post(`/comments/${body.commentId}/withdrawal`);
    expect(await questionsFor(legal, one.id)).toHaveLength(1);
    await leader.post(`/comments/${id}/withdrawal`);
    expect(await questionsFor(legal, one.id, '&state=all')).toEqual([]);
    expect((await legal.post(`/comments/${id}/answer`, { body: '有效' })).body).toMatchObject({
      code: 'COMMENT_WITHDRAWN',
    });
  });

  it('awaits nothing any more once the case has ended', async () => {
    const one = await office.given();
    await ask(leader, one, { to, body: '是否有效？' });
    await office.db.sql.run(`UPDATE "case" SET closed_at = now() WHERE id = $1`, [one.id]);
    expect(await questionsFor(legal, one.id)).toEqual([]);
    expect(await questionsFor(legal, one.id, '&state=all')).toHaveLength(1);
  });

  it('counts among what waits for the one who is asked, as an unread copy does', async () => {
    const one = await office.given();
    const counts = async () => (await legal.get<{ copies: number; questions: number }>('/tasks/counts')).body;
    const before = await counts();
    const id = await ask(leader, one, { to, body: '是否有效？' });
    await leader.post(`/cases/${one.id}/copies`, { to: [to] });
    expect(await counts()).toMatchObject({ copies: before.copies + 1, questions: before.questions + 1 });
    await legal.post(`/comments/${id}/answer`, { body: '有效' });
    await legal.post('/copies/reading', {});
    expect(await counts()).toMatchObject({ copies: 0, questions: before.questions });
  });

  it('is not asked of who cannot hear it, nor by who has no sight of the case', async () => {
    const one = await office.given();
    const inOffice = { to: await office.idOf(OWNER), body: '请说明' };
    expect((await leader.post(`/cases/${one.id}/questions`, inOffice)).body).toMatchObject({
      code: 'PERSON_NOT_POSSIBLE',
      facts: { reasonCode: 'OFFICE_ONLY' },
    });
    const stranger = await office.as('leader.county-0201');
    expect((await stranger.post(`/cases/${one.id}/questions`, { to, body: '？' })).status).toBe(404);
    expect((await legal.post(`/comments/${randomUUID()}/answer`, { body: '？' })).status).toBe(404);
  });
});
