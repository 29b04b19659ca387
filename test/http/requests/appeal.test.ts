import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decide, endOf, expectDone, submitted, taskOf, viewOf, type RequestView } from '../../requests/request-case.ts';
import type { Caller } from '../../support/api.ts';
import { givenApplication, startLine, type Line } from '../../support/line.ts';
import { actorOf, noticesOf } from '../../tasks/office.ts';
import { companyId } from '../admission/drafts.ts';

const OWNER = 'owner.0001@example.com';
const OFFICER = 'compliance-officer.province';
const LAWYER = 'legal-reviewer.province';
const WORDS = { grounds: '营业场地的证明材料在审核时遗漏，请求复核。', wanted: '撤销原决定' };
const REASONS = '经复核，原审核遗漏了场地证明，原决定不当。';

let line: Line;
let owner: Caller;
let company: string;
beforeAll(async () => {
  line = await startLine();
  owner = await line.as(OWNER);
  company = await companyId(line, '0001');
}, 120_000);
afterAll(() => line.close());

/** Refused so that the company has to wait. */
async function refused(): Promise<string> {
  await line.db.asOwner('UPDATE application SET reapply_from = NULL');
  const one = await givenApplication(line);
  const no = { outcome: 'REJECT', reasonCode: 'NOT_QUALIFIED', reason: '资质不符' };
  await expectDone(one.decide('channel-reviewer.county-0101', 'material_review', no));
  await one.result();
  return one.caseId;
}

const about = (subjectCaseId: string) => ({ kind: 'APPEAL', companyId: company, subjectCaseId, values: WORDS });

async function fill(caseId: string, login: string, values: object): Promise<void> {
  const taskId = await taskOf(line, caseId, 'appeal_review');
  const reviewer = await line.as(login);
  const { version } = (await expectDone(reviewer.get<RequestView>(`/tasks/${taskId}/form`))).body;
  await expectDone(reviewer.put(`/tasks/${taskId}/form`, { values }, { etag: version }));
}

describe('an appeal', () => {
  it('overturns a refusal, tells the outcome with its reasons, and lets the company apply again at once', async () => {
    const subject = await refused();
    const { caseId, asker } = await submitted(line, OWNER, about(subject));

    const undecided = await decide(line, caseId, OFFICER, 'appeal_review', { outcome: 'APPROVE' });
    await fill(caseId, OFFICER, { decision: 'OVERTURNED', decisionReasons: REASONS });
    expect((await viewOf(asker, caseId)).values).toEqual(WORDS);
    await expectDone(decide(line, caseId, OFFICER, 'appeal_review', { outcome: 'APPROVE' }));

    expect(undecided.body).toMatchObject({
      code: 'FORM_FAULTY',
      facts: { faults: [{ field: 'decision', code: 'MISSING' }, { field: 'decisionReasons' }] },
    });
    expect(await endOf(line, caseId)).toEqual({ state: 'DONE', outcome: 'OVERTURNED' });
    expect(await viewOf(asker, caseId)).toMatchObject({
      outcome: 'OVERTURNED',
      outcomeTitle: { zh: '撤销原决定', en: 'The decision is set aside' },
      values: { ...WORDS, decision: 'OVERTURNED', decisionReasons: REASONS },
    });
    expect(await noticesOf(line.db, caseId)).toContain(`REQUEST_DONE ${OWNER}`);
    const { reapplyFrom } = await line.db.sql.one<{ reapplyFrom: Date | null }>(
      'SELECT reapply_from AS "reapplyFrom" FROM application WHERE case_id = $1',
      [subject],
    );
    expect(reapplyFrom).toBeNull();
    expect(
      await line.db.sql.rows('SELECT n, effect, result FROM request_effect WHERE case_id = $1 ORDER BY n', [caseId]),
    ).toEqual([
      { n: 0, effect: 'RECORD_OUTCOME', result: 'DONE' },
      { n: 1, effect: 'LIFT_REAPPLY_WAIT', result: 'DONE' },
    ]);
  }, 90_000);

  it('that is not upheld leaves everything as it was, and is heard once', async () => {
    const subject = await refused();
    const { caseId } = await submitted(line, OWNER, about(subject));
    await fill(caseId, LAWYER, { decision: 'UPHELD', decisionReasons: REASONS });
    await expectDone(decide(line, caseId, LAWYER, 'appeal_review', { outcome: 'APPROVE' }));

    expect(await endOf(line, caseId)).toEqual({ state: 'DONE', outcome: 'UPHELD' });
    const { waits } = await line.db.sql.one<{ waits: boolean }>(
      'SELECT reapply_from > now() AS waits FROM application WHERE case_id = $1',
      [subject],
    );
    expect(waits).toBe(true);
    expect((await owner.post('/requests', about(subject))).body).toMatchObject({
      code: 'SUBJECT_NOT_POSSIBLE',
      facts: { reasonCode: 'ASKED_BEFORE', caseId },
    });
  }, 90_000);

  it('is filled in by whom its reviewer delegates it to, and decided by the reviewer', async () => {
    const { caseId } = await submitted(line, OWNER, about(await refused()));
    const path = `/tasks/${await taskOf(line, caseId, 'appeal_review')}`;
    const lawyer = await line.as(LAWYER);
    const { id: to } = await actorOf(line.db, OFFICER);
    await expectDone(lawyer.post(`${path}/delegation`, { to, reason: '请代为核实' }));

    await fill(caseId, OFFICER, { decision: 'UPHELD', decisionReasons: REASONS });
    const meanwhile = await lawyer.put(`${path}/form`, { values: { decision: 'PARTLY' } }, { etag: 3 });
    const officer = await line.as(OFFICER);
    await expectDone(officer.post(`${path}/recommendation`, { outcome: 'APPROVE', reason: REASONS }));
    await expectDone(lawyer.post(`${path}/decision`, { outcome: 'APPROVE' }));

    expect(meanwhile.body).toMatchObject({ code: 'DELEGATED_AWAY' });
    expect(await endOf(line, caseId)).toEqual({ state: 'DONE', outcome: 'UPHELD' });
  }, 90_000);

  it('is not decided by anybody who had a hand in the case', async () => {
    const subject = await refused();
    await line.db.asOwner(
      `INSERT INTO case_participant (case_id, account_id, kind) SELECT $1, id, 'COMMENTER' FROM account WHERE login = $2`,
      [subject, OFFICER],
    );
    const { caseId } = await submitted(line, OWNER, about(subject));

    expect((await decide(line, caseId, OFFICER, 'appeal_review', { outcome: 'APPROVE' })).body).toMatchObject({
      code: 'EXCLUDED',
      facts: { reasonCode: 'SEPARATION_OF_DUTY' },
    });
    await fill(caseId, LAWYER, { decision: 'PARTLY', decisionReasons: REASONS });
  }, 90_000);

  it('is filed in time, about an own refusal and nothing else', async () => {
    const subject = await refused();
    const other = await givenApplication(line, { company: '0002' });

    expect((await owner.post('/requests', about(other.caseId))).status).toBe(404);
    const nothing = { kind: 'APPEAL', companyId: company, values: WORDS };
    expect((await owner.post('/requests', nothing)).body).toMatchObject({ facts: { reasonCode: 'MISSING' } });
    await line.db.asOwner(`UPDATE "case" SET closed_at = now() - interval '60 days' WHERE id = $1`, [subject]);
    expect((await owner.post('/requests', about(subject))).body).toMatchObject({ code: 'FILING_PERIOD_OVER' });
  }, 90_000);
});
