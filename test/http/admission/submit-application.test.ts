import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import {
  ENGINE_AWAY,
  auditOf,
  fillItem,
  fillProofs,
  givenSubmitted,
  readItems,
  startBody,
  startDraft,
  submitDraft,
  type Draft,
} from './drafts.ts';
import { FORM, pdf } from './samples.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
});
afterAll(async () => {
  await api.close();
});

async function completeDraft(company: string, form: object = FORM): Promise<Draft> {
  const draft = await startDraft(api, { company, form });
  await fillProofs(draft);
  return draft;
}

async function caseRow(caseId: string) {
  return api.db.sql.one(
    `SELECT c.state, c.risk_grade AS risk, c.submitted_at AS "submittedAt", a.declared_at AS "declaredAt", a.declared_by AS "declaredBy",
       o.partner_state AS partner, (SELECT key FROM policy_version WHERE id = c.route_version_id) AS route,
       (SELECT kind FROM policy_version WHERE id = c.decision_version_id) AS decision,
       (SELECT kind FROM policy_version WHERE id = c.process_version_id) AS process,
       (SELECT key FROM policy_version WHERE id = c.checklist_version_id) AS checklist,
       (SELECT count(*) FROM outbox WHERE case_id = c.id AND kind = 'START' AND n = 0) AS starts
     FROM "case" c JOIN application a ON a.case_id = c.id JOIN company o ON o.id = c.company_id WHERE c.id = $1`,
    [caseId],
  );
}

describe('POST /applications/{caseId}/submission', () => {
  it('[ADM-01] hands a complete application over, pins its rules, tells the applicants and starts the workflow', async () => {
    const draft = await completeDraft('0006');
    const answer = await submitDraft(draft);
    expect(answer).toMatchObject({ status: 200, body: { state: 'SUBMITTED', number: draft.number } });
    const me = await draft.owner.get<{ accountId: string }>('/me');
    expect(await caseRow(draft.caseId)).toMatchObject({
      risk: 'LOW',
      declaredBy: me.body.accountId,
      partner: 'APPLICANT',
      route: 'admission-full',
      decision: 'DECISION_TABLE',
      process: 'PROCESS_POLICY',
      checklist: 'AGENT',
      starts: 1,
      submittedAt: expect.any(Date),
      declaredAt: expect.any(Date),
    });
    expect((await auditOf(api, draft.caseId)).at(-1)).toBe('APPLICATION_SUBMITTED');
    const told = await api.db.sql.rows(
      `SELECT a.login, m.channel FROM message m JOIN account a ON a.id = m.account_id
       WHERE m.case_id = $1 AND m.dedupe_key LIKE 'APPLICATION_SUBMITTED:%' AND m.channel = 'IN_APP' ORDER BY a.login`,
      [draft.caseId],
    );
    expect(told.map(({ login }) => String(login))).toEqual(['operator.0006@example.com', 'owner.0006@example.com']);
    expect((await verifyAudit(api.db)).faults).toEqual([]);
  });

  it('keeps a partner a partner', async () => {
    await api.db.asOwner(`UPDATE company SET partner_state = 'PARTNER' WHERE name IS NOT NULL AND id IN (
      SELECT m.company_id FROM company_member m JOIN account a ON a.id = m.account_id WHERE a.login = 'owner.0007@example.com')`);
    const { caseId } = await givenSubmitted(api, { company: '0007' });
    expect(await caseRow(caseId)).toMatchObject({ partner: 'PARTNER' });
  });

  it('takes the route of the channel type', async () => {
    const { caseId } = await givenSubmitted(api, { company: '0007', channelType: 'NON_EXCLUSIVE' });
    expect(await caseRow(caseId)).toMatchObject({ route: 'admission-county-city' });
  });

  it('[ADM-02] names every proof that is missing, and lets nothing through', async () => {
    const draft = await startDraft(api, { company: '0008' });
    await fillProofs(draft, ['FINANCE_PROOF', 'SHOP_FRONT_PHOTO']);
    expect(await submitDraft(draft)).toMatchObject({
      status: 422,
      body: {
        code: 'PROOFS_MISSING',
        facts: {
          items: [
            { code: 'SHOP_FRONT_PHOTO', faults: ['FILES'] },
            { code: 'FINANCE_PROOF', faults: ['FILES', 'VALIDITY'] },
          ],
        },
      },
    });
    expect(await caseRow(draft.caseId)).toMatchObject({
      state: 'DRAFT',
      submittedAt: null,
      declaredAt: null,
      starts: 0,
    });
    expect(await auditOf(api, draft.caseId)).not.toContain('APPLICATION_SUBMITTED');
  });

  it('[ADM-02] refuses a licence that has expired', async () => {
    const draft = await startDraft(api, { company: '0008' });
    await fillProofs(draft, ['BUSINESS_LICENCE']);
    const licence = (await readItems(draft)).find(({ code }) => code === 'BUSINESS_LICENCE');
    if (licence === undefined) throw new Error('No licence on the checklist');
    await fillItem(draft, licence, { number: '1', validFrom: '2020-01-01', validTo: '2025-12-31' });
    expect(await submitDraft(draft)).toMatchObject({
      status: 422,
      body: {
        code: 'PROOF_EXPIRED',
        facts: { items: [{ code: 'BUSINESS_LICENCE', faults: ['EXPIRED'], validTo: '2025-12-31' }] },
      },
    });
  });

  it('does not count a file that was taken out again', async () => {
    const draft = await completeDraft('0008');
    const read = await draft.owner.get<{ items: { code: string; files: { id: string }[] }[] }>(
      `/applications/${draft.caseId}`,
    );
    const photo = read.body.items.find(({ code }) => code === 'SHOP_FRONT_PHOTO');
    await draft.owner.delete(`/applications/${draft.caseId}/items/SHOP_FRONT_PHOTO/files/${photo?.files[0]?.id ?? ''}`);
    expect((await submitDraft(draft)).body).toMatchObject({ code: 'PROOFS_MISSING' });
  });

  it('[ADM-02] wants the truth declared', async () => {
    const draft = await completeDraft('0009');
    expect((await submitDraft(draft, false)).body).toMatchObject({ code: 'DECLARATION_MISSING' });
    expect((await draft.owner.post(`/applications/${draft.caseId}/submission`, {})).body).toMatchObject({
      code: 'INVALID',
    });
    expect(await submitDraft(draft)).toMatchObject({ status: 200 });
  });

  it('names what the form lacks', async () => {
    const draft = await completeDraft('0010', { contact: { name: '李雷' } });
    expect(await submitDraft(draft)).toMatchObject({
      status: 422,
      body: { code: 'FORM_INCOMPLETE', facts: { fields: ['contact.mobile', 'plan', 'expectedMonthlyVolume'] } },
    });
  });

  it('wants consent to the privacy notice of today', async () => {
    const draft = await completeDraft('0011');
    await api.db.asOwner(
      `DELETE FROM consent WHERE account_id = (SELECT id FROM account WHERE login = 'owner.0011@example.com')`,
    );
    expect((await submitDraft(draft)).body).toMatchObject({ code: 'CONSENT_MISSING' });
  });

  it('is done once: twenty requests with one key, and one more with another', async () => {
    const draft = await completeDraft('0012');
    const path = `/applications/${draft.caseId}/submission`;
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => draft.owner.post(path, { declaration: true }, { key: 'submit-only-once' })),
    );
    for (const answer of answers) {
      expect(answer).toMatchObject({
        status: 200,
        body: { caseId: draft.caseId, number: draft.number, state: 'SUBMITTED' },
      });
    }
    expect(await caseRow(draft.caseId)).toMatchObject({ starts: 1 });
    expect((await submitDraft(draft)).body).toMatchObject({ code: 'WRONG_STATE' });
    expect((await auditOf(api, draft.caseId)).filter((action) => action === 'APPLICATION_SUBMITTED')).toHaveLength(1);
  });

  it('lets one of two people win who submit at once', async () => {
    const draft = await completeDraft('0013');
    const operator = await api.as('operator.0013@example.com');
    const answers = await Promise.all([submitDraft(draft), submitDraft({ ...draft, owner: operator })]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.find(({ status }) => status !== 200)?.body).toMatchObject({ code: 'WRONG_STATE' });
  });

  it("answers another company's draft as if it did not exist, and is not for those who only sign", async () => {
    const draft = await startDraft(api, { company: '0014' });
    const stranger = await api.as('owner.0015@example.com');
    expect(await submitDraft({ ...draft, owner: stranger })).toMatchObject({ status: 404 });
    const signer = await api.as('signer.0014@example.com');
    expect(await submitDraft({ ...draft, owner: signer })).toMatchObject({ status: 403 });
  });

  it('[ADM-18] asks for what a checklist published meanwhile wants, and keeps the version it was submitted under', async () => {
    const draft = await completeDraft('0016');
    await publishChecklist(2, 'TAX_CERTIFICATE');
    expect((await submitDraft(draft)).body).toMatchObject({
      code: 'PROOFS_MISSING',
      facts: { items: [{ code: 'TAX_CERTIFICATE', faults: ['FILES'] }] },
    });
    await fillProofs(
      draft,
      (await readItems(draft)).map(({ code }) => code).filter((code) => code !== 'TAX_CERTIFICATE'),
    );
    expect(await submitDraft(draft)).toMatchObject({ status: 200 });
    expect(await auditOf(api, draft.caseId)).toContain('CHECKLIST_PINNED');
    await publishChecklist(3, 'ONE_MORE');
    expect((await readItems(draft)).map(({ code }) => code)).not.toContain('ONE_MORE');
    const fresh = await startDraft(api, { company: '0017' });
    expect((await readItems(fresh)).map(({ code }) => code)).toContain('ONE_MORE');
  });

  it('loses no file and lets none in late when people upload while one submits', async () => {
    const draft = await completeDraft('0019');
    const target = `/applications/${draft.caseId}/items/SHOP_FRONT_PHOTO/files`;
    const uploads = Array.from({ length: 8 }, (_, n) => draft.owner.upload(target, pdf(`${n}.pdf`)));
    const [submitted, ...added] = await Promise.all([submitDraft(draft), ...uploads]);
    expect(submitted).toMatchObject({ status: 200 });
    const kept = added.filter(({ status }) => status === 201);
    for (const { body } of added.filter((answer) => !kept.includes(answer)))
      expect(body).toMatchObject({ code: 'WRONG_STATE' });
    const { n } = await api.db.sql.one<{ n: number }>(
      `SELECT count(*) AS n FROM item_file WHERE case_id = $1 AND code = 'SHOP_FRONT_PHOTO'`,
      [draft.caseId],
    );
    expect(n).toBe(1 + kept.length);
    expect((await auditOf(api, draft.caseId)).at(-1)).toBe('APPLICATION_SUBMITTED');
  });

  it('says so when no route fits, and leaves the draft a draft', async () => {
    const draft = await completeDraft('0020');
    await api.db.asOwner(
      `INSERT INTO policy_version (kind, key, version, state, body, valid_from, published_at)
       VALUES ('DECISION_TABLE', 'ADMISSION', 2, 'PUBLISHED', $1, now(), now())`,
      [
        JSON.stringify({
          process: 'ADMISSION',
          rows: [{ when: { channelTypes: ['COOP_HALL'] }, route: 'admission-full' }],
        }),
      ],
    );
    const answer = await submitDraft(draft);
    await api.db.asOwner(`DELETE FROM policy_version WHERE kind = 'DECISION_TABLE' AND version = 2`);
    expect(answer).toMatchObject({ status: 409, body: { code: 'NO_ROUTE', facts: { channelType: 'AGENT' } } });
    expect(await caseRow(draft.caseId)).toMatchObject({ state: 'DRAFT', starts: 0 });
    expect(await submitDraft(draft)).toMatchObject({ status: 200 });
  });

  it('takes nothing more for a draft that was withdrawn, and frees its site', async () => {
    const draft = await startDraft(api, { company: '0020', address: '中山街77号' });
    expect(await draft.owner.post(`/cases/${draft.caseId}/withdrawal`)).toMatchObject({ status: 200 });
    expect((await submitDraft(draft)).body).toMatchObject({ code: 'CASE_CLOSED' });
    const item = await draft.owner.put(
      `/applications/${draft.caseId}/items/BUSINESS_LICENCE`,
      { number: '1' },
      { etag: 1 },
    );
    expect(item.body).toMatchObject({ code: 'CASE_CLOSED' });
    const read = await draft.owner.get(`/applications/${draft.caseId}`);
    expect(read.body).toMatchObject({ state: 'WITHDRAWN', editable: false });
    await expect(startDraft(api, { company: '0020', address: '中山街77号' })).resolves.toBeDefined();
  });

  it('makes a company that was refused since wait, although its draft is older', async () => {
    const draft = await completeDraft('0018');
    const body = await startBody(api, { company: '0018' });
    const other = await draft.owner.post<{ caseId: string }>('/applications', body);
    await api.db.asOwner(
      `WITH ended AS (UPDATE "case" SET state = 'REJECTED', closed_at = now() WHERE id = $1)
       UPDATE application SET reapply_from = now() + interval '1 day' WHERE case_id = $1`,
      [other.body.caseId],
    );
    expect((await submitDraft(draft)).body).toMatchObject({ code: 'REAPPLY_TOO_EARLY' });
  });
});

/** A further version of the checklist of agents, with one item more. */
async function publishChecklist(version: number, code: string): Promise<void> {
  const item = { code, title: { zh: '补充证明', en: 'Another proof' }, required: true };
  await api.db.asOwner(
    `INSERT INTO policy_version (kind, key, version, state, body, valid_from, published_at)
     SELECT kind, key, $1, 'PUBLISHED', jsonb_set(body, '{items}', (body -> 'items') || $2::jsonb), now(), now()
     FROM policy_version WHERE kind = 'CHECKLIST' AND key = 'AGENT' AND version = $1 - 1`,
    [version, JSON.stringify([item])],
  );
}
