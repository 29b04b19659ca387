import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { registryCreditInquiry, type CreditInquiry } from '../../../src/admission/screening/credit-inquiry.ts';
import { screenCase } from '../../../src/admission/screening/screen.ts';
import { verifyAudit } from '../../../src/audit/verify.ts';
import { startApi, type TestApi } from '../../support/api.ts';
import { ENGINE_AWAY, auditOf, companyId, givenSubmitted } from '../../http/admission/drafts.ts';
import { FORM } from '../../http/admission/samples.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ environment: ENGINE_AWAY });
});
afterAll(async () => {
  await api.close();
});

const SEQ = 1;

function screen(caseId: string, credit: CreditInquiry = registryCreditInquiry(api.db.sql), seq = SEQ) {
  return screenCase(api.db, credit, { caseId, generation: 1, seq });
}

/** Companies with a credit grade of A or B and nothing against them. */
async function givenCase(company: string, form: object = FORM): Promise<string> {
  await setGrade(company, 'A');
  return (await givenSubmitted(api, { company, form })).caseId;
}

async function setGrade(company: string, grade: string | null): Promise<void> {
  const id = await companyId(api, company);
  await api.db.asOwner(
    `WITH gone AS (DELETE FROM credit_record WHERE credit_code = (SELECT credit_code FROM company WHERE id = $1) AND $2::text IS NULL)
     INSERT INTO credit_record (credit_code, grade, as_of, source)
     SELECT credit_code, $2, '2026-01-01', 'TEST' FROM company WHERE id = $1 AND $2::text IS NOT NULL
     ON CONFLICT (credit_code) DO UPDATE SET grade = excluded.grade`,
    [id, grade],
  );
}

async function checksOf(caseId: string, seq = SEQ): Promise<Record<string, string>> {
  const rows = await api.db.sql.rows<{ check: string; result: string }>(
    'SELECT "check", result FROM screening_check WHERE case_id = $1 AND seq = $2',
    [caseId, seq],
  );
  return Object.fromEntries(rows.map(({ check, result }) => [check, result]));
}

async function caseRow(caseId: string) {
  return api.db.sql.one(
    `SELECT risk_grade AS risk, (SELECT key FROM policy_version WHERE id = route_version_id) AS route FROM "case" WHERE id = $1`,
    [caseId],
  );
}

/** Lists the legal representative, the company or an affiliate, as the second person does. */
async function list(entry: {
  kind: string;
  name: string;
  creditCode?: string | null;
  hash?: string | null;
  state?: string;
}) {
  await api.db.asOwner(
    `INSERT INTO blacklist_entry (subject_kind, name, name_search, credit_code, person_id_hash, state, reason_code, reason, proposed_by, unit_id)
     SELECT $1, $2, $2, $3, $4, $5, 'FRAUD', 'x', a.id, u.id FROM account a, unit u WHERE a.login = 'compliance-officer.province' AND u.code = 'province'`,
    [entry.kind, entry.name, entry.creditCode ?? null, entry.hash ?? null, entry.state ?? 'LISTED'],
  );
}

async function companyRow(company: string) {
  return api.db.sql.one<{ id: string; name: string; creditCode: string; legalRepName: string; hash: string }>(
    `SELECT id, name, credit_code AS "creditCode", legal_rep_name AS "legalRepName", legal_rep_id_hash AS hash FROM company WHERE id = $1`,
    [await companyId(api, company)],
  );
}

describe('screenCase', () => {
  it('passes a company with a good grade and nothing against it', async () => {
    const caseId = await givenCase('0001');
    expect(await screen(caseId)).toEqual({ kind: 'PASSED', grade: 'LOW' });
    expect(await checksOf(caseId)).toEqual({
      CREDIT_CODE: 'PASS',
      DUPLICATE_COMPANY: 'PASS',
      DUPLICATE_APPLICATION: 'PASS',
      BLACKLIST_COMPANY: 'PASS',
      BLACKLIST_LEGAL_REP: 'PASS',
      BLACKLIST_AFFILIATES: 'PASS',
      CREDIT_INQUIRY: 'PASS',
      DEPOSIT: 'PASS',
    });
    expect((await auditOf(api, caseId)).filter((action) => action === 'SCREENED')).toHaveLength(1);
  });

  it('screens once when it is called again, and when ten call it at the same time', async () => {
    const caseId = await givenCase('0002');
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => screen(caseId)));
    await setGrade('0002', 'D');
    outcomes.push(await screen(caseId));
    expect(outcomes).toEqual(outcomes.map(() => ({ kind: 'PASSED', grade: 'LOW' })));
    expect((await auditOf(api, caseId)).filter((action) => action === 'SCREENED')).toHaveLength(1);
    expect((await verifyAudit(api.db)).faults).toEqual([]);
  });

  it('asks the provider no more once the answer is on record, and again under the next number', async () => {
    const caseId = await givenCase('0002');
    await screen(caseId);
    let asked = 0;
    const counting: CreditInquiry = {
      inquire() {
        asked += 1;
        return Promise.resolve({ kind: 'NOT_FOUND' });
      },
    };
    await screen(caseId, counting);
    expect(asked).toBe(0);
    expect(await screen(caseId, counting, SEQ + 1)).toMatchObject({ kind: 'MANUAL' });
    expect(asked).toBe(1);
  });

  it.each([
    ['not found', null, { kind: 'MANUAL', grade: 'MEDIUM' }],
    ['grade C, which the policy lets pass at a higher risk', 'C', { kind: 'PASSED', grade: 'MEDIUM' }],
    ['grade D', 'D', { kind: 'MANUAL', grade: 'HIGH' }],
  ])('[CRD-05] the credit grade counts: %s', async (_title, grade, outcome) => {
    const caseId = await givenCase('0003');
    await setGrade('0003', grade);
    expect(await screen(caseId)).toEqual(outcome);
  });

  it('[CRD-05] leaves to a person what the provider does not answer, whether it fails or hangs', async () => {
    const failing: CreditInquiry = { inquire: () => Promise.reject(new Error('away')) };
    const first = await givenCase('0004');
    expect(await screen(first, failing)).toMatchObject({ kind: 'MANUAL' });
    let given: AbortSignal | undefined;
    const hanging: CreditInquiry = {
      inquire: (_code, signal) => {
        given = signal;
        return new Promise(() => undefined);
      },
    };
    const second = await givenCase('0004');
    expect(await screen(second, hanging)).toMatchObject({ kind: 'MANUAL' });
    expect(given?.aborted).toBe(true);
    const { detail } = await api.db.sql.one(
      `SELECT detail FROM screening_check WHERE case_id = $1 AND "check" = 'CREDIT_INQUIRY'`,
      [second],
    );
    expect(detail).toMatchObject({ kind: 'UNAVAILABLE' });
  });

  it('[ADM-17] stops a case whose legal representative is blacklisted', async () => {
    const caseId = await givenCase('0005');
    const { legalRepName, hash } = await companyRow('0005');
    await list({ kind: 'PERSON', name: legalRepName, hash });
    expect(await screen(caseId)).toEqual({ kind: 'BLOCKED', grade: 'HIGH', reasonCode: 'BLACKLISTED' });
    expect(await checksOf(caseId)).toMatchObject({ BLACKLIST_LEGAL_REP: 'BLOCK', BLACKLIST_COMPANY: 'PASS' });
  });

  it('[CRD-03] stops a blacklisted company, also while its removal is only proposed', async () => {
    const caseId = await givenCase('0006');
    const { name, creditCode } = await companyRow('0006');
    await list({ kind: 'COMPANY', name, creditCode, state: 'REMOVAL_PROPOSED' });
    expect(await screen(caseId)).toMatchObject({ kind: 'BLOCKED', reasonCode: 'BLACKLISTED' });
    await api.db.asOwner(`UPDATE blacklist_entry SET state = 'REMOVED' WHERE credit_code = $1`, [creditCode]);
    expect(await screen(caseId, undefined, SEQ + 1)).toMatchObject({ kind: 'PASSED' });
  });

  it('[ADM-17] stops a case with a blacklisted company or person behind it', async () => {
    const { id } = await companyRow('0007');
    await api.db.asOwner(
      `INSERT INTO company_affiliate (company_id, kind, name, credit_code, person_id_hash)
       VALUES ($1, 'SHAREHOLDER', '某某控股', '91990000TESTOWNER1', NULL), ($1, 'CONTROLLER', '赵某', NULL, 'hash-of-zhao')`,
      [id],
    );
    const first = await givenCase('0007');
    await list({ kind: 'PERSON', name: '赵某', hash: 'hash-of-zhao' });
    expect(await screen(first)).toMatchObject({ kind: 'BLOCKED', grade: 'HIGH' });
    await api.db.asOwner(`UPDATE blacklist_entry SET state = 'REMOVED' WHERE person_id_hash = 'hash-of-zhao'`);
    await list({ kind: 'COMPANY', name: '别的名字', creditCode: '91990000TESTOWNER1' });
    expect(await screen(first, undefined, SEQ + 1)).toMatchObject({ kind: 'BLOCKED' });
    expect(await checksOf(first, SEQ + 1)).toMatchObject({ BLACKLIST_AFFILIATES: 'BLOCK' });
  });

  it('leaves to a person what is only an equal name, or only proposed, and tells people with other numbers apart', async () => {
    const caseId = await givenCase('0008');
    const { legalRepName, name, creditCode } = await companyRow('0008');
    await list({ kind: 'PERSON', name: legalRepName, hash: 'hash-of-somebody-else' });
    expect(await screen(caseId)).toMatchObject({ kind: 'PASSED' });
    await list({ kind: 'PERSON', name: legalRepName });
    expect(await screen(caseId, undefined, 2)).toMatchObject({ kind: 'MANUAL', grade: 'HIGH' });
    await api.db.asOwner(`DELETE FROM blacklist_entry WHERE name = $1`, [legalRepName]);
    await list({ kind: 'COMPANY', name, creditCode, state: 'PROPOSED' });
    expect(await screen(caseId, undefined, 3)).toMatchObject({ kind: 'MANUAL' });
  });

  it('leaves to a person a company whose legal representative is not on record', async () => {
    const caseId = await givenCase('0009');
    await api.db.asOwner(`UPDATE company SET legal_rep_name = '', legal_rep_id_hash = NULL WHERE id = $1`, [
      await companyId(api, '0009'),
    ]);
    expect(await screen(caseId)).toMatchObject({ kind: 'MANUAL' });
    expect(await checksOf(caseId)).toMatchObject({ BLACKLIST_LEGAL_REP: 'MANUAL' });
  });

  it('leaves to a person a second company of the same name', async () => {
    const caseId = await givenCase('0010');
    await api.db.asOwner(
      `INSERT INTO company (credit_code, name, name_search, name_pinyin) SELECT 'X' || credit_code, name || '。', name_search || '。', name_pinyin
       FROM company WHERE id = $1`,
      [await companyId(api, '0010')],
    );
    expect(await screen(caseId)).toMatchObject({ kind: 'MANUAL' });
    expect(await checksOf(caseId)).toMatchObject({ DUPLICATE_COMPANY: 'MANUAL' });
  });

  it('stops a second open application for the same site, and asks a person about a living channel there', async () => {
    const caseId = await givenCase('0011');
    const other = await givenCase('0011');
    await api.db.asOwner(
      `UPDATE application SET site_address = (SELECT site_address || ' ' FROM application WHERE case_id = $1) WHERE case_id = $2`,
      [caseId, other],
    );
    expect(await screen(caseId)).toMatchObject({ kind: 'BLOCKED', reasonCode: 'DUPLICATE_APPLICATION' });
    await api.db.asOwner(
      `WITH ended AS (UPDATE "case" SET state = 'WITHDRAWN', closed_at = now() WHERE id = $2)
       INSERT INTO channel (code, type_code, company_id, unit_id, name, name_search, address, state)
       SELECT 'T-' || c.number, a.channel_type, a.company_id, c.unit_id, 'x', 'x', a.site_address, 'ACTIVE'
       FROM application a JOIN "case" c ON c.id = a.case_id WHERE c.id = $1`,
      [caseId, other],
    );
    expect(await screen(caseId, undefined, SEQ + 1)).toMatchObject({ kind: 'MANUAL' });
  });

  it('stops a credit code with a wrong check digit', async () => {
    const caseId = await givenCase('0012');
    await api.db.asOwner(
      `UPDATE company SET credit_code = left(credit_code, 17) || CASE right(credit_code, 1) WHEN '0' THEN '1' ELSE '0' END WHERE id = $1`,
      [await companyId(api, '0012')],
    );
    expect(await screen(caseId)).toMatchObject({ kind: 'BLOCKED', reasonCode: 'CREDIT_CODE_INVALID' });
  });

  it('takes a waived deposit of a first-time applicant for a high risk, and with it the longer route', async () => {
    const company = '0006';
    await api.db.asOwner('DELETE FROM channel WHERE company_id = $1', [await companyId(api, company)]);
    const caseId = await givenCase(company, { ...FORM, depositWaiver: true });
    expect(await caseRow(caseId)).toEqual({ risk: 'LOW', route: 'admission-full' });
    expect(await screen(caseId)).toEqual({ kind: 'PASSED', grade: 'HIGH' });
    expect(await caseRow(caseId)).toEqual({ risk: 'HIGH', route: 'admission-high-risk' });
  });

  it('does nothing for another generation, nor for a case that is ending or has ended', async () => {
    const caseId = await givenCase('0013');
    const credit = registryCreditInquiry(api.db.sql);
    const interrupted = { kind: 'INTERRUPTED', grade: null };
    expect(await screenCase(api.db, credit, { caseId, generation: 2, seq: SEQ })).toEqual(interrupted);
    await api.db.asOwner(`UPDATE "case" SET closing = 'WITHDRAWN' WHERE id = $1`, [caseId]);
    expect(await screen(caseId)).toEqual(interrupted);
    await api.db.asOwner(`UPDATE "case" SET closed_at = now() WHERE id = $1`, [caseId]);
    expect(await screen(caseId)).toEqual(interrupted);
    expect(await checksOf(caseId)).toEqual({});
    expect(await auditOf(api, caseId)).not.toContain('SCREENED');
  });
});

describe('GET /cases/{caseId}/screening', () => {
  it('shows staff the checks without names, and the applicant only how far it is', async () => {
    const caseId = await givenCase('0014');
    const owner = await api.as('owner.0014@example.com');
    const path = `/cases/${caseId}/screening`;
    expect((await owner.get(path)).body).toEqual({ caseId, state: 'RUNNING', riskGrade: null, checks: [] });
    const { legalRepName, hash } = await companyRow('0014');
    await list({ kind: 'PERSON', name: legalRepName, hash });
    await screen(caseId);
    expect((await owner.get(path)).body).toEqual({ caseId, state: 'ENDED', riskGrade: null, checks: [] });
    const officer = await api.as('risk-officer.city-01');
    const shown = await officer.get<{ checks: { check: string; detail: object }[]; riskGrade: string }>(path);
    expect(shown.body.riskGrade).toBe('HIGH');
    expect(shown.body.checks.find(({ check }) => check === 'BLACKLIST_LEGAL_REP')).toMatchObject({
      result: 'BLOCK',
      detail: { hits: [{ entryId: expect.any(String), strength: 'CERTAIN' }] },
    });
    expect(JSON.stringify(shown.body)).not.toContain(legalRepName);
    expect(JSON.stringify(shown.body)).not.toContain(hash);
  });

  it("answers another company's case, and another city's, as if it did not exist", async () => {
    const caseId = await givenCase('0014');
    for (const login of ['owner.0001@example.com', 'risk-officer.city-02']) {
      const other = await api.as(login);
      expect(await other.get(`/cases/${caseId}/screening`)).toMatchObject({ status: 404 });
    }
  });
});
