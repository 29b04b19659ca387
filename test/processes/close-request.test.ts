import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../src/audit/verify.ts';
import { closeCase } from '../../src/processes/close-case.ts';
import { announce } from '../../src/publications/announce.ts';
import { openPhase } from '../../src/tasks/phases/open-phase.ts';
import { runDue } from '../../src/tasks/phases/run-due.ts';
import { companyId, ENGINE_AWAY } from '../http/admission/drafts.ts';
import { promotion } from '../replay/request-paths.ts';
import { decide, expectDone, LEAVE, submitted } from '../requests/request-case.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { noticesOf } from '../tasks/office.ts';

const ASKER = 'channel-reviewer.county-0101';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
}, 120_000);
afterAll(async () => {
  expect((await verifyAudit(api.db)).faults).toEqual([]);
  await api.close();
});

const close = (caseId: string, outcome = 'DONE', generation = 1) =>
  closeCase(api.db.pool, { caseId, generation, seq: 1, outcome });
const open = (caseId: string) => openPhase(api.db.pool, { caseId, generation: 1, seq: 1, name: 'REVIEW', human: true });
const change = async (newPhone: string) =>
  submitted(api, 'owner.0001@example.com', {
    kind: 'COMPANY_CHANGE',
    companyId: await companyId(api, '0001'),
    values: { items: ['PHONE'], newPhone },
  });
const company = async () =>
  api.db.sql.one<{ phone: string; version: number }>('SELECT phone, version FROM company WHERE id = $1', [
    await companyId(api, '0001'),
  ]);

describe('closing a request', () => {
  it('brings about what its kind says once, however often and by how many it is called', async () => {
    const before = await company();
    const { caseId } = await change('0571-88880001');

    const ends = await Promise.all(Array.from({ length: 5 }, () => close(caseId)));
    ends.push(await close(caseId, 'REJECTED'), await close(caseId, 'DONE', 2));

    expect(ends).toEqual(Array(7).fill('DONE'));
    expect(await company()).toEqual({ phone: '0571-88880001', version: before.version + 1 });
    const rows = await api.db.sql.rows('SELECT n, result FROM request_effect WHERE case_id = $1', [caseId]);
    expect(rows).toEqual([{ n: 0, result: 'DONE' }]);
    const told = (await noticesOf(api.db, caseId)).filter((word) => word.startsWith('REQUEST_DONE owner.0001'));
    expect(told).toHaveLength(1);
  });

  it('brings nothing about when it was withdrawn a moment before', async () => {
    const before = await company();
    const { caseId, asker } = await change('0571-88880002');
    await open(caseId);
    await expectDone(asker.post(`/cases/${caseId}/withdrawal`));

    expect(await close(caseId, 'DONE')).toBe('WITHDRAWN');
    expect(await company()).toEqual(before);
    expect((await asker.post(`/cases/${caseId}/withdrawal`)).body).toMatchObject({ code: 'CASE_CLOSED' });
  });

  it('says when the record holds all of it already', async () => {
    const { phone } = await company();
    const { caseId } = await change(phone);
    await close(caseId);

    expect(await api.db.sql.one('SELECT result FROM request_effect WHERE case_id = $1', [caseId])).toEqual({
      result: 'NOTHING_CHANGED',
    });
  });
});

describe('what a member of staff does not supplement in time', () => {
  it('expires, and they are told', async () => {
    const { caseId } = await submitted(api, ASKER, { kind: 'STAFF_LEAVE', values: LEAVE });
    await open(caseId);
    const back = { outcome: 'RETURN', returnTo: 'applicant', reason: '请缩短' };
    await expectDone(decide(api, caseId, 'leader.county-0101', 'superior', back));
    const { at } = await api.db.sql.one<{ at: Date }>(
      `SELECT at FROM due_act WHERE case_id = $1 AND kind = 'EXPIRE' AND state = 'PENDING'`,
      [caseId],
    );

    const report = await runDue(api.db.pool, { caseId, generation: 1, seq: 1, firedFor: at.toISOString() });
    expect(report.outcomes).toEqual([{ seq: 1, outcome: 'EXPIRED' }]);
    expect(await close(caseId, 'EXPIRED')).toBe('EXPIRED');
    expect(await noticesOf(api.db, caseId)).toEqual(
      expect.arrayContaining([`RETURNED_FOR_SUPPLEMENT ${ASKER}`, `REQUEST_EXPIRED ${ASKER}`]),
    );
  });
});

describe('announcing a rule', () => {
  it('tells everybody once, run again and at the same time as itself', async () => {
    const { caseId } = await submitted(api, ASKER, await promotion(api, { roles: ['CHANNEL_MANAGER', 'LEADER'] }));
    await close(caseId);
    const forever = new AbortController().signal;

    const runs = await Promise.all(Array.from({ length: 4 }, () => announce(api.db.pool, caseId, forever)));
    expect(runs).toEqual(Array(4).fill({ ended: true }));
    const told = await api.db.sql.rows<{ login: string }>(
      `SELECT a.login FROM message m JOIN account a ON a.id = m.account_id
       WHERE m.channel = 'IN_APP' AND m.dedupe_key LIKE 'RULE_PUBLISHED:%' ORDER BY a.login`,
    );
    expect(told.map(({ login }) => login)).toEqual(['channel-manager.county-0101', 'leader.county-0101']);
    expect((await announce(api.db.pool, caseId, AbortSignal.abort())).ended).toBe(false);
  });
});
