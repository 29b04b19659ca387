import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import type { Caller } from '../../support/api.ts';
import { LEADER, noticesOf, OWNER, REVIEWER, type OfficeCase } from '../../tasks/office.ts';
import { openOffice } from './conversation.ts';

/** Of another county: sees a case only through a copy. */
const READER = 'leader.county-0201';
const SECOND = 'channel-reviewer.county-0201';

interface Copy {
  readonly id: string;
  readonly caseId: string;
  readonly note: string | null;
  readonly sentBy: { readonly id: string } | null;
  readonly readAt: string | null;
}

let office: Awaited<ReturnType<typeof openOffice>>;
let leader: Caller;
let reader: Caller;
let to: string;
beforeAll(async () => {
  office = await openOffice();
  leader = await office.as(LEADER);
  reader = await office.as(READER);
  to = await office.idOf(READER);
});
afterAll(async () => {
  expect((await verifyAudit(office.db)).faults).toEqual([]);
  await office.close();
});

const send = (caller: Caller, one: OfficeCase, body: object, key = randomUUID()) =>
  caller.post<{ copyIds: string[]; unreadBefore: string[] } & Record<string, unknown>>(
    `/cases/${one.id}/copies`,
    body,
    {
      key,
    },
  );

async function copiesOf(caller: Caller, query = ''): Promise<readonly Copy[]> {
  return (await caller.get<{ items: Copy[] }>(`/copies?limit=100${query}`)).body.items;
}

async function sent(one: OfficeCase, body: object = { to: [to] }): Promise<string> {
  const answer = await send(leader, one, body);
  expect(answer.status).toBe(201);
  return answer.body.copyIds[0] ?? '';
}

describe('a copy 抄送', () => {
  it('lets a colleague read the case, once under one key, and tells them', async () => {
    const one = await office.given();
    expect((await reader.get(`/cases/${one.id}`)).status).toBe(404);
    const key = randomUUID();
    const input = { to: [to], note: '请阅知' };
    const first = await send(leader, one, input, key);
    expect((await send(leader, one, input, key)).body).toEqual(first.body);
    expect((await reader.get(`/cases/${one.id}`)).status).toBe(200);
    expect((await copiesOf(reader)).filter(({ caseId }) => caseId === one.id)).toMatchObject([
      { note: '请阅知', readAt: null, sentBy: { id: await office.idOf(LEADER) } },
    ]);
    expect(await noticesOf(office.db, one.id)).toContain(`CASE_COPIED ${READER}`);
    expect(await one.live()).toEqual(['check OPEN']);
    const decided = await reader.post(`/tasks/${(await one.task('check')).id}/decision`, { outcome: 'APPROVE' });
    expect(decided.body).toMatchObject({ code: 'NOT_HOLDER' });
  });

  it('is one for everybody who did not read theirs yet; whoever has read it may get another', async () => {
    const one = await office.given();
    const id = await sent(one);
    expect((await send(leader, one, { to: [to, to] })).body).toMatchObject({ copyIds: [], unreadBefore: [to] });
    await reader.post(`/copies/${id}/reading`);
    expect((await send(leader, one, { to: [to] })).body.copyIds).toHaveLength(1);
  });

  it('shows who read it and when to whoever sent it, and to the office', async () => {
    const one = await office.given();
    const id = await sent(one);
    expect((await reader.post(`/copies/${id}/reading`)).body).toMatchObject({ read: 1, more: false });
    expect((await reader.post(`/copies/${id}/reading`)).body).toMatchObject({ read: 0 });
    const { body } = await leader.get<{ items: { to: { id: string }; readAt: string | null }[] }>(
      `/cases/${one.id}/copies`,
    );
    expect(body.items).toMatchObject([{ to: { id: to }, readAt: expect.any(String) }]);
    expect((await one.audit()).slice(-2)).toEqual(['CASE_COPIED', 'COPY_READ']);
    expect((await (await office.as(OWNER)).get(`/cases/${one.id}/copies`)).status).toBe(403);
  });

  it('is read one by one, or all up to the newest that was seen', async () => {
    const second = await office.as(SECOND);
    const account = await office.idOf(SECOND);
    const [first, next] = [await office.given(), await office.given()];
    const seen = await sent(first, { to: [account] });
    await sent(next, { to: [account] });
    expect(await copiesOf(second, '&unread=true')).toHaveLength(2);
    expect((await second.post('/copies/reading', { upTo: seen })).body).toMatchObject({ read: 1 });
    expect((await copiesOf(second, '&unread=true')).map(({ caseId }) => caseId)).toEqual([next.id]);
    expect((await second.post('/copies/reading', {})).body).toMatchObject({ read: 1 });
    expect(await copiesOf(second, '&unread=true')).toEqual([]);
    expect(await copiesOf(second)).toHaveLength(2);
  });

  it('is taken back while it is unread, and the sight of the case with it', async () => {
    const one = await office.given();
    const id = await sent(one);
    expect((await (await office.as(REVIEWER)).post(`/copies/${id}/revocation`)).body).toMatchObject({
      code: 'NOT_YOURS',
    });
    expect((await leader.post(`/copies/${id}/revocation`)).status).toBe(200);
    expect((await leader.post(`/copies/${id}/revocation`)).status).toBe(200);
    expect((await reader.get(`/cases/${one.id}`)).status).toBe(404);
    expect((await copiesOf(reader)).some((copy) => copy.id === id)).toBe(false);
    expect((await reader.post(`/copies/${id}/reading`)).status).toBe(404);
    const again = await sent(one);
    await reader.post(`/copies/${again}/reading`);
    expect(await leader.post(`/copies/${again}/revocation`)).toMatchObject({
      status: 409,
      body: { code: 'COPY_READ', title: '抄送已被阅读' },
    });
    expect((await reader.get(`/cases/${one.id}`)).status).toBe(200);
  });

  it('is either read or taken back, never both, when both come at the same time', async () => {
    for (let n = 0; n < 5; n += 1) {
      const one = await office.given();
      const id = await sent(one);
      await Promise.all([reader.post(`/copies/${id}/reading`), leader.post(`/copies/${id}/revocation`)]);
      const row = await office.db.sql.one<{ both: boolean }>(
        'SELECT read_at IS NOT NULL AND revoked_at IS NOT NULL AS both FROM case_copy WHERE id = $1',
        [id],
      );
      expect(row.both).toBe(false);
    }
  });

  it('may show what has ended', async () => {
    const one = await office.given();
    await office.db.sql.run(`UPDATE "case" SET closed_at = now() WHERE id = $1`, [one.id]);
    await sent(one);
    expect((await reader.get(`/cases/${one.id}`)).status).toBe(200);
  });

  it('is an event for the office alone', async () => {
    const one = await office.given();
    await sent(one);
    const actionsFor = async (caller: Caller) =>
      (await caller.get<{ items: { action: string }[] }>(`/cases/${one.id}/timeline`)).body.items.map(
        ({ action }) => action,
      );
    expect(await actionsFor(leader)).toContain('CASE_COPIED');
    expect(await actionsFor(await office.as(OWNER))).not.toContain('CASE_COPIED');
  });

  it('goes to staff alone, and from nobody but the office', async () => {
    const one = await office.given();
    expect(await send(leader, one, { to: [await office.idOf(OWNER)] })).toMatchObject({
      status: 409,
      body: { code: 'PERSON_NOT_POSSIBLE', facts: { reasonCode: 'OFFICE_ONLY' } },
    });
    expect((await send(await office.as(OWNER), one, { to: [to] })).status).toBe(403);
    expect((await send(reader, one, { to: [to] })).status).toBe(404);
    expect((await send(leader, one, { to: [] })).status).toBe(422);
    expect((await send(leader, one, { to: [to], until: 'tomorrow' })).status).toBe(422);
    expect((await send(office.anonymous(), one, { to: [to] })).status).toBe(401);
  });
});
