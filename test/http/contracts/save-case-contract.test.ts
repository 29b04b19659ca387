import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  approvedCase,
  as,
  contractRow,
  draftingCase,
  giveOperatorIdentity,
  OFFICER,
  openSigning,
  openTask,
  OTHER_OFFICER,
  saveValues,
  signingCase,
  type ContractCase,
} from '../../contracts/contract-case.ts';
import { ensureDraft } from '../../../src/contracts/draft.ts';
import { readCase } from '../../../src/tasks/snapshot.ts';
import { contractValues } from '../../domain/contracts/contract-values.ts';
import { startDraft } from '../admission/drafts.ts';
import { startApi, type Caller, type TestApi } from '../../support/api.ts';

let api: TestApi;
let officer: Caller;
beforeAll(async () => {
  api = await startApi();
  await giveOperatorIdentity(api);
  officer = await api.as(OFFICER);
});
afterAll(async () => {
  await api.close();
});

const pathOf = ({ caseId }: ContractCase) => `/cases/${caseId}/contract`;

async function release(drafting: ContractCase) {
  return officer.post(`/tasks/${await openTask(api, drafting.caseId)}/decision`, { outcome: 'APPROVE' });
}

describe('GET /cases/{caseId}/contract', () => {
  it('shows template, values, preview and what is missing', async () => {
    const drafting = await draftingCase(api, '0001');
    const { status, body, headers } = await officer.get(pathOf(drafting));
    expect(status).toBe(200);
    expect(headers.get('etag')).toBe('"1"');
    expect(body).toMatchObject({ state: 'DRAFT', values: {}, signatures: [], document: null, gate: { ready: false } });
    expect(body['number']).toMatch(/^HT-\d{4}-\d{6}$/);
    expect(JSON.stringify(body['preview'])).toContain('【合作开始日期】');
    expect(JSON.stringify(body['gate'])).toContain('commission_rate');
  });

  it("is there for the company, and does not exist for another one's people", async () => {
    const drafting = await draftingCase(api, '0002');
    expect((await (await api.as('signer.0002@example.com')).get(pathOf(drafting))).status).toBe(200);
    expect((await (await api.as('owner.0003@example.com')).get(pathOf(drafting))).status).toBe(404);
    expect((await (await api.as('leader.county-0201')).get(pathOf(drafting))).status).toBe(404);
  });

  it('[ADM-07] finds none in a case that is not approved', async () => {
    const { caseId, owner } = await startDraft(api, { company: '0003' });
    expect((await owner.get(`/cases/${caseId}/contract`)).status).toBe(404);
    const begun = as(api, 'owner.0003@example.com', caseId, async (act) => {
      await ensureDraft(act, await readCase(act.tx, caseId));
      return {};
    });
    await expect(begun).rejects.toThrow('WRONG_STATE');
  });
});

describe('PUT /cases/{caseId}/contract', () => {
  it('saves the values, derives the term and leaves the names of what changed in the audit', async () => {
    const drafting = await draftingCase(api, '0004');
    const saved = await officer.put(pathOf(drafting), { values: contractValues }, { etag: 1 });
    expect(saved).toMatchObject({ status: 200, body: { version: 2 } });
    const { body } = await officer.get(pathOf(drafting));
    expect(body).toMatchObject({
      values: contractValues,
      startsOn: '2026-12-01',
      endsOn: '2027-11-30',
      gate: { ready: true, clauses: [], sides: [], characters: [] },
    });
    expect(JSON.stringify(body['preview'])).toContain('人民币1,200,000.00元（大写：壹佰贰拾万元整）');
    const [entry] = await api.db.sql.rows<{ payload: string }>(
      `SELECT payload FROM audit_entry WHERE chain = 'case:' || $1 AND action = 'CONTRACT_SAVED'`,
      [drafting.caseId],
    );
    expect(entry?.payload).toContain('commission_rate');
    expect(entry?.payload).not.toContain(contractValues.sales_area);
  });

  it('does not know fields that the template lacks', async () => {
    const drafting = await draftingCase(api, '0006');
    const answer = await officer.put(pathOf(drafting), { values: { bonus: '1' } }, { etag: 1 });
    expect(answer).toMatchObject({ status: 422, body: { code: 'UNKNOWN_FIELD' } });
    expect(JSON.stringify(answer.body)).toContain('bonus');
    expect(await contractRow(api, drafting.caseId)).toMatchObject({ version: 1 });
  });

  it.each([
    ['a day that does not exist', { term_start: '2026-02-30' }],
    ['money with separators', { deposit: '1,000' }],
    ['a percentage above a hundred', { commission_rate: '120' }],
    ['a number where text stands for it', { supply_days: 3 }],
    ['NUL', { sales_area: 'a\0b' }],
    ['more than a clause can hold', { sales_area: '字'.repeat(4_001) }],
  ])('refuses %s', async (_title, values) => {
    const caseId = await openDraft();
    const before = await contractRow(api, caseId);
    const answer = await officer.put(`/cases/${caseId}/contract`, { values }, { etag: before.version });
    expect(answer).toMatchObject({ status: 422, body: { code: 'INVALID' } });
    expect(await contractRow(api, caseId)).toEqual(before);
  });

  it('tells the second writer that the draft has moved on', async () => {
    const drafting = await draftingCase(api, '0008');
    await officer.put(pathOf(drafting), { values: { deposit: '1' } }, { etag: 1 });
    const answer = await officer.put(pathOf(drafting), { values: { deposit: '2' } }, { etag: 1 });
    expect(answer).toMatchObject({ status: 412, body: { code: 'STALE_VERSION', facts: { version: 2 } } });
    expect((await officer.get(pathOf(drafting))).body['values']).toEqual({ deposit: '1' });
  });

  it('demands the version', async () => {
    const drafting = await draftingCase(api, '0009');
    expect((await officer.put(pathOf(drafting), { values: {} })).body['code']).toBe('VERSION_MISSING');
  });

  it('is closed to an officer whose colleague holds the task', async () => {
    const drafting = await draftingCase(api, '0010');
    const claimed = await officer.post(`/tasks/${await openTask(api, drafting.caseId)}/claim`, {});
    expect(claimed.body).toMatchObject({ state: 'CLAIMED' });
    const colleague = await api.as(OTHER_OFFICER);
    const answer = await colleague.put(pathOf(drafting), { values: { deposit: '1' } }, { etag: 1 });
    expect(answer).toMatchObject({ status: 403, body: { code: 'NOT_HOLDER' } });
  });

  it('is closed to everybody who drafts no contracts', async () => {
    const drafting = await draftingCase(api, '0011');
    for (const login of ['owner.0011@example.com', 'leader.county-0101', 'administrator.province']) {
      const answer = await (await api.as(login)).put(pathOf(drafting), { values: {} }, { etag: 1 });
      expect(answer).toMatchObject({ status: 403, body: { code: 'NOT_ALLOWED' } });
    }
  });

  it('is over once the contract is released', async () => {
    const signing = await signingCase(api, '0012');
    const { version } = await contractRow(api, signing.caseId);
    const answer = await officer.put(pathOf(signing), { values: {} }, { etag: version });
    expect(answer).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
  });

  it('has not begun before the drafting is open', async () => {
    const approved = await approvedCase(api, '0013');
    const answer = await officer.put(pathOf(approved), { values: {} }, { etag: 1 });
    expect(answer).toMatchObject({ status: 409, body: { code: 'IN_TRANSITION' } });
  });
});

describe('POST /tasks/{taskId}/decision on a draft', () => {
  it('[CTR-03] refuses to release a contract without a term, and names the clause', async () => {
    const drafting = await draftingCase(api, '0014');
    await saveValues(api, drafting.caseId, { ...contractValues, term_end: '' });
    const answer = await release(drafting);
    expect(answer).toMatchObject({
      status: 422,
      body: {
        code: 'CLAUSES_INCOMPLETE',
        facts: { clauses: [{ clause: 'TERM', kind: 'TERM', fields: ['term_end'] }], sides: [] },
      },
    });
    expect(await contractRow(api, drafting.caseId)).toMatchObject({ state: 'DRAFT', sha256: null });
  });

  async function expectClauseMissing(kind: string, field: string): Promise<void> {
    const caseId = await openDraft();
    const values = Object.fromEntries(Object.entries(contractValues).filter(([code]) => code !== field));
    await saveValues(api, caseId, values);
    const answer = await officer.post(`/tasks/${await openTask(api, caseId)}/decision`, { outcome: 'APPROVE' });
    expect(answer.body).toMatchObject({ code: 'CLAUSES_INCOMPLETE', facts: { clauses: [{ kind, fields: [field] }] } });
  }

  it.each([
    ['TARGET', 'quarterly_target'],
    ['SALES_POLICY', 'sales_policy'],
  ])('[CTR-03] refuses to release a contract whose clause %s lacks %s', expectClauseMissing);

  it.each([
    ['PRICING', 'price_policy'],
    ['SCOPE', 'service_scope'],
    ['AFTER_SALES', 'after_sales_phone'],
  ])('[CTR-04] refuses to release a contract whose clause %s lacks %s', expectClauseMissing);

  it.each([
    ['SUPPLY', 'supply_method'],
    ['PROMOTION', 'promotion_support'],
    ['MARKETING', 'marketing_support'],
    ['BENEFIT_SHARING', 'commission_rate'],
  ])('[CTR-05] refuses to release a contract whose clause %s lacks %s', expectClauseMissing);

  it('names the characters that cannot be printed, also those nobody sees', async () => {
    const drafting = await draftingCase(api, '0016');
    await saveValues(api, drafting.caseId, { ...contractValues, sales_area: '江北区🏪\u200B㛃𠮷' });
    expect(await release(drafting)).toMatchObject({
      status: 422,
      body: { code: 'CHARACTERS_MISSING', facts: { characters: ['🏪', '\u200B'], codePoints: ['U+1F3EA', 'U+200B'] } },
    });
  });

  it('refuses to release a contract while the operator has no registered identity', async () => {
    const drafting = await draftingCase(api, '0017');
    await saveValues(api, drafting.caseId, contractValues);
    await forgetOperator();
    const answer = await release(drafting);
    await giveOperatorIdentity(api);
    expect(answer.body).toMatchObject({ code: 'CLAUSES_INCOMPLETE', facts: { clauses: [], sides: ['OPERATOR'] } });
  });

  it('ends the drafting when nothing is missing', async () => {
    const drafting = await draftingCase(api, '0018');
    await saveValues(api, drafting.caseId, contractValues);
    expect(await release(drafting)).toMatchObject({ status: 200, body: { phaseOutcome: 'APPROVED' } });
    await openSigning(api, drafting);
  });
});

let draftId: string | undefined;

/** One draft serves many refusals: none of them changes it. */
async function openDraft(): Promise<string> {
  draftId ??= (await draftingCase(api, '0015')).caseId;
  return draftId;
}

async function forgetOperator(): Promise<void> {
  await api.db.sql.run(
    `UPDATE unit SET legal_name = NULL, credit_code = NULL, legal_rep_name = NULL, legal_address = NULL WHERE code = 'province'`,
  );
}
