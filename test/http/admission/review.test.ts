import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { ApplicationView } from '../../../src/http/routes/admission/schemas.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { ENGINE_AWAY, auditOf, fillItem, readItems } from './drafts.ts';
import { decide, givenReview, openTask, passItems, saveVerdicts, type Review } from './reviews.ts';
import { pdf } from './samples.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
});
afterAll(async () => {
  await api.close();
});

const LICENCE = { code: 'BUSINESS_LICENCE', verdict: 'PASSED' } as const;
const RETURN = { outcome: 'RETURN', returnTo: 'applicant', reason: '请补充' } as const;

type Item = Record<string, unknown>;

async function itemsSeenBy(review: Review, who: 'owner' | 'reviewer'): Promise<Map<string, Item>> {
  const { body } = await review[who].get<{ items: Item[] }>(`/applications/${review.caseId}`);
  return new Map(body.items.map((item) => [String(item['code']), item]));
}

/** Returned once because of the licence; everything else passed. */
async function givenReturned(company: string): Promise<Review> {
  const review = await givenReview(api, { company });
  await passItems(review, ['BUSINESS_LICENCE']);
  await saveVerdicts(review, [{ code: 'BUSINESS_LICENCE', verdict: 'RETURNED', remark: '看不清㛃' }]);
  const answer = await decide(review, RETURN);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return { ...review, taskId: await openTask(api, review.caseId) };
}

function supplement(review: Review, declaration = true) {
  return review.owner.post(`/tasks/${review.taskId}/supplement`, { declaration });
}

describe('PUT /cases/{caseId}/verdicts', () => {
  it('[ADM-02] records a finding for each proof, with the person, the time and the revision looked at', async () => {
    const review = await givenReview(api, { company: '0001' });
    const answer = await saveVerdicts(review, [
      LICENCE,
      { code: 'FINANCE_PROOF', verdict: 'RETURNED', remark: '缺签章' },
    ]);
    expect(answer).toMatchObject({ status: 200, body: { codes: ['BUSINESS_LICENCE', 'FINANCE_PROOF'] } });
    const me = await review.reviewer.get<{ accountId: string }>('/me');
    const seen = await itemsSeenBy(review, 'reviewer');
    expect(seen.get('BUSINESS_LICENCE')).toMatchObject({
      verdict: 'PASSED',
      verifiedBy: me.body.accountId,
      verifiedAt: expect.any(String),
      changedSince: false,
    });
    expect(seen.get('FINANCE_PROOF')).toMatchObject({ verdict: 'RETURNED', remark: '缺签章' });
    expect((await auditOf(api, review.caseId)).at(-1)).toBe('ITEMS_VERIFIED');
  });

  it('keeps findings from the applicant until they are told', async () => {
    const review = await givenReview(api, { company: '0001' });
    await saveVerdicts(review, [{ code: 'FINANCE_PROOF', verdict: 'RETURNED', remark: '缺签章' }]);
    expect((await itemsSeenBy(review, 'owner')).get('FINANCE_PROOF')).toMatchObject({
      verdict: 'PENDING',
      remark: null,
      verifiedBy: null,
    });
  });

  it('lets a finding be changed while nothing is decided', async () => {
    const review = await givenReview(api, { company: '0001' });
    await saveVerdicts(review, [{ code: 'FINANCE_PROOF', verdict: 'RETURNED', remark: '缺签章' }]);
    await saveVerdicts(review, [{ code: 'FINANCE_PROOF', verdict: 'PASSED' }]);
    expect((await itemsSeenBy(review, 'reviewer')).get('FINANCE_PROOF')).toMatchObject({
      verdict: 'PASSED',
      remark: null,
    });
  });

  it('passes nothing that has run out since it was handed in', async () => {
    const review = await givenReview(api, { company: '0001' });
    await api.db.asOwner(
      `UPDATE application_item SET valid_to = '2026-01-01' WHERE case_id = $1 AND code = 'BUSINESS_LICENCE'`,
      [review.caseId],
    );
    expect((await saveVerdicts(review, [LICENCE])).body).toMatchObject({ code: 'PROOF_EXPIRED' });
    const returned = { code: 'BUSINESS_LICENCE', verdict: 'RETURNED', remark: '已过期' };
    expect(await saveVerdicts(review, [returned])).toMatchObject({ status: 200 });
  });

  it.each([
    ['an item that is not on the checklist', [{ code: 'NO_SUCH_ITEM', verdict: 'PASSED' }], 'ITEM_UNKNOWN'],
    ['a return without a remark', [{ code: 'FINANCE_PROOF', verdict: 'RETURNED' }], 'INVALID'],
    ['a return with a blank remark', [{ code: 'FINANCE_PROOF', verdict: 'RETURNED', remark: '  ' }], 'INVALID'],
    ['one item twice', [LICENCE, LICENCE], 'INVALID'],
    ['no item', [], 'INVALID'],
    ['a verdict nobody knows', [{ code: 'FINANCE_PROOF', verdict: 'MAYBE' }], 'INVALID'],
  ])('refuses %s', async (_title, verdicts, code) => {
    const review = await givenReview(api, { company: '0002' });
    expect((await saveVerdicts(review, verdicts)).body).toMatchObject({ code });
  });

  it('is only for whoever may decide the task now', async () => {
    const review = await givenReview(api, { company: '0003' });
    const leader = await api.as('leader.county-0101');
    expect((await saveVerdicts(review, [LICENCE], leader)).body).toMatchObject({ code: 'NOT_HOLDER' });
    const elsewhere = await api.as('channel-reviewer.county-0201');
    expect(await saveVerdicts(review, [LICENCE], elsewhere)).toMatchObject({ status: 404 });
    const stranger = await api.as('owner.0004@example.com');
    expect(await saveVerdicts(review, [LICENCE], stranger)).toMatchObject({ status: 404 });
    expect((await saveVerdicts(review, [LICENCE], review.owner)).body).toMatchObject({ code: 'NOT_HOLDER' });
    const other = await givenReview(api, { company: '0003' });
    expect(await saveVerdicts({ ...review, taskId: other.taskId }, [LICENCE])).toMatchObject({ status: 404 });
  });

  it('is over when the task is decided', async () => {
    const review = await givenReview(api, { company: '0003' });
    await decide(review, { outcome: 'REJECT', reasonCode: 'NOT_QUALIFIED', reason: '不符合条件' });
    expect((await saveVerdicts(review, [LICENCE])).body).toMatchObject({ code: 'ALREADY_DECIDED' });
  });

  it('is not for the applicant who holds a supplement', async () => {
    const review = await givenReturned('0003');
    expect((await saveVerdicts(review, [LICENCE], review.owner)).body).toMatchObject({ code: 'OUTCOME_NOT_OFFERED' });
  });
});

describe('deciding a material review', () => {
  it('[ADM-02] approves only when every proof has passed', async () => {
    const review = await givenReview(api, { company: '0005' });
    await passItems(review, ['FINANCE_PROOF', 'SHOP_FRONT_PHOTO']);
    expect((await decide(review, { outcome: 'APPROVE' })).body).toMatchObject({
      code: 'ITEMS_UNVERIFIED',
      facts: { items: ['SHOP_FRONT_PHOTO', 'FINANCE_PROOF'] },
    });
    await saveVerdicts(review, [
      { code: 'FINANCE_PROOF', verdict: 'RETURNED', remark: '缺' },
      { code: 'SHOP_FRONT_PHOTO', verdict: 'PASSED' },
    ]);
    expect((await decide(review, { outcome: 'APPROVE' })).body).toMatchObject({
      code: 'ITEMS_NOT_ALL_PASSED',
      facts: { items: ['FINANCE_PROOF'] },
    });
    await saveVerdicts(review, [{ code: 'FINANCE_PROOF', verdict: 'PASSED' }]);
    expect(await decide(review, { outcome: 'APPROVE' })).toMatchObject({
      status: 200,
      body: { phaseOutcome: 'APPROVED' },
    });
  });

  it('approves nothing that ran out after its verdict', async () => {
    const review = await givenReview(api, { company: '0005' });
    await passItems(review);
    await api.db.asOwner(
      `UPDATE application_item SET valid_to = '2026-01-01' WHERE case_id = $1 AND code = 'BUSINESS_LICENCE'`,
      [review.caseId],
    );
    expect((await decide(review, { outcome: 'APPROVE' })).body).toMatchObject({ code: 'PROOF_EXPIRED' });
  });

  it('returns only with an item named, and everything else looked at', async () => {
    const review = await givenReview(api, { company: '0005' });
    await passItems(review, ['FINANCE_PROOF']);
    expect((await decide(review, RETURN)).body).toMatchObject({ code: 'ITEMS_NOT_NAMED' });
    await saveVerdicts(review, [{ code: 'BUSINESS_LICENCE', verdict: 'RETURNED', remark: '看不清' }]);
    expect((await decide(review, RETURN)).body).toMatchObject({
      code: 'ITEMS_UNVERIFIED',
      facts: { items: ['FINANCE_PROOF'] },
    });
  });
});

describe('supplementing a returned application', () => {
  it('[ADM-02] opens the named items, takes what was changed, and lets the reviewer look again', async () => {
    const review = await givenReturned('0006');
    const owned = await itemsSeenBy(review, 'owner');
    expect(owned.get('BUSINESS_LICENCE')).toMatchObject({ verdict: 'RETURNED', remark: '看不清㛃', editable: true });
    expect(owned.get('FINANCE_PROOF')).toMatchObject({ verdict: 'PASSED', editable: false });
    expect((await supplement(review)).body).toMatchObject({
      code: 'NOTHING_CHANGED',
      facts: { items: ['BUSINESS_LICENCE'] },
    });
    const added = await review.owner.upload(
      `/applications/${review.caseId}/items/BUSINESS_LICENCE/files`,
      pdf('营业执照（清晰）.pdf'),
    );
    expect(added.status).toBe(201);
    expect((await itemsSeenBy(review, 'reviewer')).get('BUSINESS_LICENCE')).toMatchObject({ changedSince: true });
    expect((await supplement(review, false)).body).toMatchObject({ code: 'DECLARATION_MISSING' });
    expect(await supplement(review)).toMatchObject({ status: 200 });

    const again: Review = { ...review, taskId: await openTask(api, review.caseId) };
    expect((await itemsSeenBy(again, 'reviewer')).get('BUSINESS_LICENCE')).toMatchObject({
      verdict: 'PENDING',
      remark: '看不清㛃',
      editable: false,
    });
    expect((await decide(again, { outcome: 'APPROVE' })).body).toMatchObject({
      code: 'ITEMS_UNVERIFIED',
      facts: { items: ['BUSINESS_LICENCE'] },
    });
    await saveVerdicts(again, [LICENCE]);
    expect(await decide(again, { outcome: 'APPROVE' })).toMatchObject({ status: 200 });
    expect(await auditOf(api, review.caseId)).toEqual(
      expect.arrayContaining(['ITEMS_VERIFIED', 'TASK_RETURN', 'FILE_ADDED', 'ITEMS_SUPPLEMENTED', 'TASK_APPROVE']),
    );
    expect((await verifyAudit(api.db)).faults).toEqual([]);
  });

  it('[ADM-02] takes no returned proof that is incomplete or has expired', async () => {
    const review = await givenReturned('0007');
    const licence = (await readItems(review)).find(({ code }) => code === 'BUSINESS_LICENCE');
    if (licence === undefined) throw new Error('No licence on the checklist');
    await fillItem(review, { ...licence, minFiles: 0 }, { number: '1', validTo: '2025-01-01' });
    expect((await supplement(review)).body).toMatchObject({ code: 'PROOF_EXPIRED' });
    await fillItem(review, { ...licence, minFiles: 0, revision: licence.revision + 1 }, { validTo: '2099-01-01' });
    expect((await supplement(review)).body).toMatchObject({
      code: 'PROOFS_MISSING',
      facts: { items: [{ code: 'BUSINESS_LICENCE', faults: ['NUMBER'] }] },
    });
  });
});

describe('GET /applications/{caseId} for staff', () => {
  it('answers what the API description promises, to staff and to the applicant', async () => {
    const review = await givenReview(api, { company: '0008' });
    await saveVerdicts(review, [LICENCE, { code: 'FINANCE_PROOF', verdict: 'RETURNED', remark: '缺签章' }]);
    for (const caller of [review.reviewer, review.owner]) {
      const { body } = await caller.get(`/applications/${review.caseId}`);
      expect(ApplicationView.strict().safeParse(body).error).toBeUndefined();
    }
  });

  it('masks contact data and resident ids, and shows the rest', async () => {
    const review = await givenReview(api, { company: '0008' });
    await api.db.asOwner(
      `UPDATE application_item SET number = '11010519491231002X' WHERE case_id = $1 AND code = 'LEGAL_REP_ID'`,
      [review.caseId],
    );
    const seen = await review.reviewer.get<{ form: object; riskGrade: string }>(`/applications/${review.caseId}`);
    expect(seen.body.form).toMatchObject({
      contact: { name: '李*', mobile: '138****0001', email: 'l***@example.com' },
      plan: expect.stringContaining('三年内'),
    });
    expect(seen.body.riskGrade).toBe('LOW');
    expect((await itemsSeenBy(review, 'reviewer')).get('LEGAL_REP_ID')).toMatchObject({ number: '110***********002X' });
    expect((await itemsSeenBy(review, 'owner')).get('LEGAL_REP_ID')).toMatchObject({ number: '11010519491231002X' });
  });
});

describe('POST /applications/{caseId}/contact', () => {
  const reason = { reasonCode: 'CASE_WORK' };

  it('[ORG-10] shows the contact in clear, and puts on record who saw it and why', async () => {
    const review = await givenReview(api, { company: '0008' });
    const path = `/applications/${review.caseId}/contact`;
    const seen = await review.reviewer.post(path, reason, { key: 'unmask-it-once' });
    expect(seen).toMatchObject({ status: 200, body: { contact: { name: '李雷', mobile: '13800000001' } } });
    expect((await review.reviewer.post(path, reason, { key: 'unmask-it-once' })).body).not.toHaveProperty('contact');
    const entry = await api.db.sql.one(
      `SELECT reason_code AS reason, payload FROM audit_entry WHERE case_id = $1 AND action = 'CONTACT_UNMASKED'`,
      [review.caseId],
    );
    expect(entry['reason']).toBe('CASE_WORK');
    expect(entry['payload']).not.toContain('13800000001');
  });

  it('is not for everybody, and not for a case of another county', async () => {
    const review = await givenReview(api, { company: '0008' });
    const path = `/applications/${review.caseId}/contact`;
    expect(await (await api.as('channel-reviewer.county-0201')).post(path, reason)).toMatchObject({ status: 404 });
    expect(await (await api.as('auditor.province')).post(path, reason)).toMatchObject({ status: 403 });
    expect((await review.reviewer.post(path, { reasonCode: 'CURIOSITY' })).body).toMatchObject({ code: 'INVALID' });
  });
});
