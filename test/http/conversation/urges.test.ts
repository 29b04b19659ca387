import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import type { Caller } from '../../support/api.ts';
import { CITY_LEADER, LEADER, OWNER, republish, REVIEWER, type OfficeCase } from '../../tasks/office.ts';
import { openOffice } from './conversation.ts';

const OPERATOR = 'operator.0001@example.com';

let office: Awaited<ReturnType<typeof openOffice>>;
let owner: Caller;
beforeAll(async () => {
  office = await openOffice();
  owner = await office.as(OWNER);
});
afterAll(async () => {
  expect((await verifyAudit(office.db)).faults).toEqual([]);
  await office.close();
});

/** `login way` of everybody who was told of an urge in this case. */
async function urged({ id }: OfficeCase): Promise<string[]> {
  const rows = await office.db.sql.rows<{ word: string }>(
    `SELECT a.login || ' ' || m.channel AS word FROM message m JOIN account a ON a.id = m.account_id
     WHERE m.case_id = $1 AND m.template = 'TASK_URGED' ORDER BY 1`,
    [id],
  );
  return rows.map(({ word }) => word);
}

async function every(duration: object): Promise<void> {
  await republish(office.db, 'PROCESS_POLICY', 'CONVERSATION', (body) => ({
    ...body,
    everywhere: { ...(body['everywhere'] as object), urges: { every: duration } },
  }));
}

const urge = (caller: Caller, one: OfficeCase, body: object = {}, key = randomUUID()) =>
  caller.post(`/cases/${one.id}/urges`, body, { key });

describe('an urge 催办', () => {
  it('peers 12: reaches whoever has the case on their desk, once under one key, and the task says so', async () => {
    const one = await office.given();
    const key = randomUUID();
    const first = await urge(owner, one, { note: '客户急用' }, key);
    expect(first).toMatchObject({ status: 201, body: { tasks: 1 } });
    expect((await urge(owner, one, { note: '客户急用' }, key)).body).toEqual(first.body);
    expect(await urged(one)).toEqual([`${LEADER} EMAIL`, `${LEADER} IN_APP`]);
    const task = await office.db.sql.one<{ n: number; at: Date | null }>(
      'SELECT urge_count AS n, urged_at AS at FROM task WHERE case_id = $1',
      [one.id],
    );
    expect(task).toMatchObject({ n: 1, at: expect.any(Date) });
    const leader = await office.as(LEADER);
    const { body } = await leader.get<{ items: object[] }>('/tasks?list=pools&limit=100');
    expect(body.items).toContainEqual(
      expect.objectContaining({ caseId: one.id, urgeCount: 1, urgedAt: expect.any(String) }),
    );
  });

  it('peers 12: goes the way that was chosen, of those the message table offers', async () => {
    const one = await office.given();
    expect((await urge(owner, one, { channels: ['IN_APP'] })).status).toBe(201);
    expect(await urged(one)).toEqual([`${LEADER} IN_APP`]);
    const before = await republish(office.db, 'MESSAGE_TABLE', 'ADMISSION', (body) => ({
      ...body,
      events: {
        ...(body['events'] as object),
        TASK_URGED: [{ to: 'CANDIDATES', template: 'TASK_URGED', channels: ['IN_APP'], mutable: true }],
      },
    }));
    expect(await urge(await office.as(OPERATOR), one, { channels: ['EMAIL'] })).toMatchObject({
      status: 422,
      body: { code: 'WAY_NOT_OFFERED', facts: { offered: ['IN_APP'] } },
    });
    expect((await owner.get(`/cases/${one.id}/urges`)).body).toMatchObject({ channels: ['IN_APP'] });
    await office.db.sql.run('DELETE FROM policy_version WHERE id = $1', [before]);
  });

  it('peers 12: is possible again only after the time the policy says, and says when that is', async () => {
    const one = await office.given();
    expect((await urge(owner, one)).status).toBe(201);
    const again = await urge(owner, one);
    expect(again).toMatchObject({ status: 429, body: { code: 'URGED_RECENTLY', title: '刚刚催办过' } });
    const { until } = again.body['facts'] as { until: string };
    expect(Date.parse(until)).toBeGreaterThan(Date.now());
    expect(Number(again.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await owner.get<{ nextAt: string }>(`/cases/${one.id}/urges`)).body.nextAt).toBe(until);
    // Somebody else of the company waits for nobody.
    expect((await urge(await office.as(OPERATOR), one)).status).toBe(201);
    await office.db.sql.run(`UPDATE urge SET created_at = created_at - interval '30 days' WHERE case_id = $1`, [
      one.id,
    ]);
    expect((await urge(owner, one)).status).toBe(201);
  });

  it('is one of several that come at the same time', async () => {
    const one = await office.given();
    const answers = await Promise.all([1, 2, 3].map(() => urge(owner, one)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 429, 429]);
  });

  it('takes its number from the rule', async () => {
    await every({ n: 1, unit: 'SECOND' });
    const one = await office.given();
    await urge(owner, one);
    await office.db.sql.run(`UPDATE urge SET created_at = created_at - interval '2 seconds' WHERE case_id = $1`, [
      one.id,
    ]);
    expect((await urge(owner, one)).status).toBe(201);
    await every({ n: 240, unit: 'WORKING_MINUTE' });
  });

  it('never reaches the one who urges, and is refused where only they are waited for', async () => {
    const one = await office.given();
    await office.db.sql.run(`INSERT INTO case_participant (case_id, account_id, kind) VALUES ($1, $2, 'DECIDER')`, [
      one.id,
      await office.idOf(LEADER),
    ]);
    expect(await urge(await office.as(LEADER), one)).toMatchObject({
      status: 409,
      body: { code: 'NOTHING_TO_URGE', facts: { reasonCode: 'YOUR_OWN' } },
    });
  });

  it('is for who takes part: supervisors and deciders, not whoever merely sees the case', async () => {
    const one = await office.given();
    const reviewer = await office.as(REVIEWER);
    expect(await urge(reviewer, one)).toMatchObject({ status: 403, body: { code: 'NOT_INVOLVED' } });
    await reviewer.post(`/cases/${one.id}/comments`, { body: '请看' });
    expect((await urge(reviewer, one)).body).toMatchObject({ code: 'NOT_INVOLVED' });
    await office.db.sql.run('UPDATE task SET supervisor_id = $2 WHERE case_id = $1', [
      one.id,
      await office.idOf(CITY_LEADER),
    ]);
    expect((await urge(await office.as(CITY_LEADER), one)).status).toBe(201);
    expect((await urge(await office.as('leader.county-0201'), one)).status).toBe(404);
    expect((await urge(office.anonymous(), one)).status).toBe(401);
  });

  it('is an event of the timeline, the office’s own hidden from the applicant', async () => {
    const one = await office.given();
    await urge(owner, one, { note: '客户急用' });
    await office.db.sql.run('UPDATE task SET supervisor_id = $2 WHERE case_id = $1', [
      one.id,
      await office.idOf(CITY_LEADER),
    ]);
    await urge(await office.as(CITY_LEADER), one, { note: '请尽快' });
    const notesFor = async (caller: Caller) =>
      (await caller.get<{ items: { action: string; reason: string }[] }>(`/cases/${one.id}/timeline`)).body.items
        .filter(({ action }) => action === 'CASE_URGED')
        .map(({ reason }) => reason);
    expect(await notesFor(await office.as(REVIEWER))).toEqual(['客户急用', '请尽快']);
    expect(await notesFor(owner)).toEqual(['客户急用']);
    const listed = (await owner.get<{ items: { note: string }[] }>(`/cases/${one.id}/urges`)).body.items;
    expect(listed.map(({ note }) => note)).toEqual(['客户急用']);
  });

  it('has nobody to reach between two phases and after the end', async () => {
    const one = await office.given();
    await one.approve(LEADER, 'check');
    expect(await urge(owner, one)).toMatchObject({
      body: { code: 'NOTHING_TO_URGE', facts: { reasonCode: 'NOTHING_OPEN' } },
    });
    await office.db.sql.run(`UPDATE "case" SET closed_at = now() WHERE id = $1`, [one.id]);
    expect((await urge(owner, one)).body).toMatchObject({ code: 'CASE_CLOSED' });
  });
});
