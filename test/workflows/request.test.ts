import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLine, type Line } from '../support/line.ts';
import { companyId } from '../http/admission/drafts.ts';
import { repair } from '../replay/request-paths.ts';
import { noticesOf } from '../tasks/office.ts';
import { decide, endOf, expectDone, LEAVE, submitted, taskOf, viewOf } from '../requests/request-case.ts';

const ASKER = 'channel-reviewer.county-0101';
const SUPERIOR = 'leader.county-0101';
const leave = { kind: 'STAFF_LEAVE', values: LEAVE };

describe.each([
  ['with its cache', undefined],
  ['replaying every task', 0],
])('a request on a worker %s', (_title, maxCachedWorkflows) => {
  let line: Line;
  beforeAll(async () => {
    line = await startLine(maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows });
  }, 120_000);
  afterAll(() => line.close());

  const result = (caseId: string) => line.client.workflow.getHandle(`request:${caseId}:1`).result();

  it('goes from asking to done, decided by the superior of whoever asked', async () => {
    const { caseId, number, asker } = await submitted(line, ASKER, leave);

    await expectDone(decide(line, caseId, SUPERIOR, 'superior', { outcome: 'APPROVE' }));

    expect(number).toMatch(/^QJ-\d{4}-\d{6}$/);
    expect(await result(caseId)).toBe('DONE');
    expect(await viewOf(asker, caseId)).toMatchObject({ state: 'DONE', outcome: 'DONE', editable: false });
    expect(await noticesOf(line.db, caseId)).toEqual(
      expect.arrayContaining([`REQUEST_SUBMITTED ${ASKER}`, `TASK_OPENED ${SUPERIOR}`, `REQUEST_DONE ${ASKER}`]),
    );
  }, 60_000);

  it('is refused with reasons that whoever asked is told', async () => {
    const { caseId } = await submitted(line, ASKER, leave);

    await expectDone(decide(line, caseId, SUPERIOR, 'superior', { outcome: 'REJECT', reason: '工作安排冲突' }));

    expect(await result(caseId)).toBe('REJECTED');
    const told = await line.db.sql.one<{ params: unknown }>(
      `SELECT params FROM message WHERE case_id = $1 AND channel = 'IN_APP' AND dedupe_key LIKE 'REQUEST_REJECTED:%'`,
      [caseId],
    );
    expect(told.params).toMatchObject({ reasons: [{ zh: '工作安排冲突', en: '工作安排冲突' }] });
  }, 60_000);

  it('comes back to whoever asked, who changes the form and hands it in again', async () => {
    const { caseId, asker } = await submitted(line, ASKER, leave);
    await expectDone(
      decide(line, caseId, SUPERIOR, 'superior', { outcome: 'RETURN', returnTo: 'applicant', reason: '请缩短' }),
    );
    const supplement = await taskOf(line, caseId, 'supplement');

    const unchanged = await asker.post(`/tasks/${supplement}/supplement`, { declaration: false });
    const { version } = await viewOf(asker, caseId);
    await expectDone(
      asker.put(`/requests/${caseId}`, { values: { ...LEAVE, lastDay: '2026-12-09' } }, { etag: version }),
    );
    await expectDone(asker.post(`/tasks/${supplement}/supplement`, { declaration: false }));
    await expectDone(decide(line, caseId, SUPERIOR, 'superior', { outcome: 'APPROVE' }));

    expect(unchanged.body).toMatchObject({ code: 'NOTHING_CHANGED' });
    expect(await result(caseId)).toBe('DONE');
    expect(
      await line.db.sql.rows('SELECT n, before, after FROM request_revision WHERE case_id = $1 ORDER BY n', [caseId]),
    ).toEqual([
      { n: 1, before: {}, after: LEAVE },
      { n: 2, before: { lastDay: '2026-12-11' }, after: { lastDay: '2026-12-09' } },
    ]);
  }, 60_000);

  it('is withdrawn by whoever asked, and by nobody else', async () => {
    const { caseId, asker } = await submitted(line, ASKER, leave);
    await taskOf(line, caseId, 'superior');

    const other = await (await line.as('channel-manager.county-0101')).post(`/cases/${caseId}/withdrawal`);
    await expectDone(asker.post(`/cases/${caseId}/withdrawal`));

    expect(other.status).toBe(404);
    expect(await result(caseId)).toBe('WITHDRAWN');
    expect(await endOf(line, caseId)).toEqual({ state: 'WITHDRAWN', outcome: 'WITHDRAWN' });
    expect(await noticesOf(line.db, caseId)).toEqual(
      expect.arrayContaining([`REQUEST_WITHDRAWN ${ASKER}`, `REQUEST_WITHDRAWN ${SUPERIOR}`]),
    );
  }, 60_000);

  it('has its decision taken back in the phase it led to', async () => {
    const { caseId } = await submitted(line, 'owner.0001@example.com', {
      kind: 'COMPANY_CHANGE',
      companyId: await companyId(line, '0001'),
      values: { items: ['PHONE'], newPhone: '0571-88880000' },
    });
    const reviewed = await expectDone(
      decide(line, caseId, 'channel-reviewer.county-0101', 'change_review', { outcome: 'APPROVE' }),
    );
    await taskOf(line, caseId, 'change_approval');

    const reviewer = await line.as('channel-reviewer.county-0101');
    await expectDone(reviewer.post(`/decisions/${String(reviewed.body['decisionId'])}/taking-back`));
    await expectDone(decide(line, caseId, 'channel-reviewer.county-0101', 'change_review', { outcome: 'APPROVE' }));
    const back = { outcome: 'RETURN', returnTo: 'change_review', reason: '请复核' };
    await expectDone(decide(line, caseId, SUPERIOR, 'change_approval', back));
    await expectDone(decide(line, caseId, 'channel-reviewer.county-0101', 'change_review', { outcome: 'APPROVE' }));
    await expectDone(decide(line, caseId, SUPERIOR, 'change_approval', { outcome: 'APPROVE' }));

    expect(await result(caseId)).toBe('DONE');
    const phases = await line.db.sql.rows<{ name: string; outcome: string }>(
      'SELECT name, outcome FROM phase WHERE case_id = $1 ORDER BY seq',
      [caseId],
    );
    expect(phases.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      'REVIEW APPROVED',
      'APPROVAL TAKEN_BACK',
      'REVIEW APPROVED',
      'APPROVAL RETURN_TO_REVIEW',
      'REVIEW APPROVED',
      'APPROVAL APPROVED',
    ]);
  }, 90_000);

  it('is set back by an administrator, and every phase behind it is gone through again', async () => {
    const { caseId } = await submitted(line, 'owner.0001@example.com', {
      kind: 'COMPANY_CHANGE',
      companyId: await companyId(line, '0001'),
      values: { items: ['PHONE'], newPhone: '0571-88880004' },
    });
    await expectDone(decide(line, caseId, ASKER, 'change_review', { outcome: 'APPROVE' }));
    await taskOf(line, caseId, 'change_approval');

    await repair(line, caseId, 'move', 'REVIEW');
    await expectDone(decide(line, caseId, ASKER, 'change_review', { outcome: 'APPROVE' }));
    await expectDone(decide(line, caseId, SUPERIOR, 'change_approval', { outcome: 'APPROVE' }));

    expect(await result(caseId)).toBe('DONE');
    const administrator = await line.as('administrator.province');
    const again = await administrator.post(`/cases/${caseId}/wake`, { phase: 'REVIEW', reason: '复核' });
    expect(again.body).toMatchObject({ code: 'CASE_IN_FORCE' });
  }, 60_000);

  it('is woken after its refusal, and brings about once what it is for', async () => {
    const { caseId } = await submitted(line, ASKER, leave);
    await expectDone(decide(line, caseId, SUPERIOR, 'superior', { outcome: 'REJECT', reason: '工作安排冲突' }));
    expect(await result(caseId)).toBe('REJECTED');

    await repair(line, caseId, 'wake', 'REVIEW');
    await expectDone(decide(line, caseId, SUPERIOR, 'superior', { outcome: 'APPROVE' }));

    expect(await line.client.workflow.getHandle(`request:${caseId}:2`).result()).toBe('DONE');
    expect(await endOf(line, caseId)).toMatchObject({ state: 'DONE' });
  }, 60_000);
});
