import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { beginRequest, decide, endOf, expectDone, submitted, taskOf } from '../../requests/request-case.ts';
import type { Caller } from '../../support/api.ts';
import { under } from '../../replay/paths.ts';
import { startLine, type Line } from '../../support/line.ts';
import { companyId } from '../admission/drafts.ts';
import { pdf } from '../admission/samples.ts';

const OWNER = 'owner.0001@example.com';
const REVIEWER = 'channel-reviewer.county-0101';
const LEADER = 'leader.county-0101';
const APPROVE = { outcome: 'APPROVE' };

interface Changes {
  readonly items: readonly { caseId: string; before: Record<string, string>; after: Record<string, string> }[];
}

let line: Line;
let owner: Caller;
let company: string;
beforeAll(async () => {
  line = await startLine();
  owner = await line.as(OWNER);
  company = await companyId(line, '0001');
}, 120_000);
afterAll(() => line.close());

const change = (values: object) => submitted(line, OWNER, { kind: 'COMPANY_CHANGE', companyId: company, values });
const record = () =>
  line.db.sql.one<{ name: string; phone: string; pinyin: string; version: number }>(
    'SELECT name, phone, name_pinyin AS pinyin, version FROM company WHERE id = $1',
    [company],
  );

describe('a change of company data', () => {
  it('[ADM-27] is on record as soon as it is approved, with what was there before', async () => {
    const before = await record();
    const { caseId } = await change({
      items: ['PHONE', 'ADDRESS'],
      newPhone: '0571-88880000',
      newAddress: '清源市人民路 1 号',
    });
    await expectDone(decide(line, caseId, REVIEWER, 'change_review', APPROVE));
    expect(await record()).toEqual(before);

    await expectDone(decide(line, caseId, LEADER, 'change_approval', APPROVE));
    expect(await endOf(line, caseId)).toEqual({ state: 'DONE', outcome: 'DONE' });

    expect(await record()).toMatchObject({ name: before.name, phone: '0571-88880000', version: before.version + 1 });
    const own = await owner.get<Changes>(`/companies/${company}/changes`);
    expect(own.body.items).toMatchObject([
      {
        caseId,
        before: { phone: before.phone },
        after: { phone: '0571-88880000', address: '清源市人民路 1 号' },
      },
    ]);
    const staff = await (await line.as('auditor.province')).get<Changes>(`/companies/${company}/changes`);
    expect(staff.body.items[0]?.after['phone']).not.toBe('0571-88880000');
    const rival = await line.as('owner.0002@example.com');
    expect((await rival.get(`/companies/${company}/changes`)).status).toBe(404);
    const audit = await line.db.sql.rows<{ payload: string }>(
      `SELECT payload FROM audit_entry WHERE chain = 'case:' || $1`,
      [caseId],
    );
    expect(audit.map(({ payload }) => payload).join()).not.toContain('88880000');
  }, 60_000);

  it('[ADM-27] finds the company under its new name, with the proof it was shown', async () => {
    const { caseId } = await beginRequest(line, OWNER, { kind: 'COMPANY_CHANGE', companyId: company, values: {} });
    const proof = await expectDone(owner.upload(`/requests/${caseId}/files`, pdf('新营业执照.pdf')));
    const values = { items: ['NAME'], newName: '清源恒远通信有限公司', proofs: [proof.body['fileId']] };
    await expectDone(owner.put(`/requests/${caseId}`, { values }, { etag: 1 }));
    await expectDone(owner.post(`/requests/${caseId}/submission`, { declaration: true }));
    await expectDone(decide(line, caseId, REVIEWER, 'change_review', APPROVE));
    await expectDone(decide(line, caseId, LEADER, 'change_approval', APPROVE));
    await endOf(line, caseId);

    const found = await (await line.as(REVIEWER)).get<{ items: { id: string }[] }>('/companies?text=hengyuan');
    expect(found.body.items.map(({ id }) => id)).toContain(company);
    const { items } = (await owner.get<Changes>(`/companies/${company}/changes?limit=1`)).body;
    expect(items).toMatchObject([{ caseId, after: { name: '清源恒远通信有限公司' } }]);
  }, 60_000);

  it('forgets the identity of a legal representative who is another person now', async () => {
    const identity = () =>
      line.db.sql.one('SELECT legal_rep_id_mask AS mask, legal_rep_id_hash AS hash FROM company WHERE id = $1', [
        company,
      ]);
    await line.db.asOwner(
      `UPDATE company SET legal_rep_id_mask = '3301**********0017', legal_rep_id_hash = 'of the former one' WHERE id = $1`,
      [company],
    );
    const approved = async (values: object) => {
      const { caseId } = await beginRequest(line, OWNER, { kind: 'COMPANY_CHANGE', companyId: company, values: {} });
      const proof = await expectDone(owner.upload(`/requests/${caseId}/files`, pdf('新营业执照.pdf')));
      const filled = { ...values, proofs: [proof.body['fileId']] };
      await expectDone(owner.put(`/requests/${caseId}`, { values: filled }, { etag: 1 }));
      await expectDone(owner.post(`/requests/${caseId}/submission`, { declaration: true }));
      await expectDone(decide(line, caseId, REVIEWER, 'change_review', APPROVE));
      await expectDone(decide(line, caseId, LEADER, 'change_approval', APPROVE));
      await endOf(line, caseId);
    };

    await approved({ items: ['NAME'], newName: '清源恒远信息有限公司' });
    expect(await identity()).toEqual({ mask: '3301**********0017', hash: 'of the former one' });
    await approved({ items: ['LEGAL_REP'], newLegalRep: '欧阳新' });
    expect(await identity()).toEqual({ mask: null, hash: null });
  }, 90_000);

  it('that is refused changes nothing', async () => {
    const before = await record();
    const { caseId } = await change({ items: ['PHONE'], newPhone: '0571-88881111' });
    await expectDone(decide(line, caseId, REVIEWER, 'change_review', { outcome: 'REJECT', reason: '材料不符' }));

    expect(await endOf(line, caseId)).toEqual({ state: 'REJECTED', outcome: 'REJECTED' });
    expect(await record()).toEqual(before);
  }, 60_000);

  it('[ADM-27] may be made of several effects, each of which is kept', async () => {
    const step = (item: string, column: string, field: string) => ({
      effect: 'UPDATE_COMPANY',
      when: [{ field: 'items', operator: 'IN', values: [item] }],
      values: { [column]: field },
    });
    const effects = [step('PHONE', 'phone', 'newPhone'), step('ADDRESS', 'address', 'newAddress')];
    const values = { items: ['PHONE', 'ADDRESS'], newPhone: '0571-88883333', newAddress: '清源市人民路 3 号' };
    const inSteps = under(line, 'REQUEST_KIND', 'COMPANY_CHANGE', (body) => ({ ...body, effects }));
    const { caseId } = await inSteps(() => change(values));
    await expectDone(decide(line, caseId, REVIEWER, 'change_review', APPROVE));
    await expectDone(decide(line, caseId, LEADER, 'change_approval', APPROVE));

    expect(await endOf(line, caseId)).toEqual({ state: 'DONE', outcome: 'DONE' });
    const { items } = (await owner.get<Changes>(`/companies/${company}/changes`)).body;
    expect(items.filter((item) => item.caseId === caseId).map(({ after }) => after)).toEqual([
      { address: '清源市人民路 3 号' },
      { phone: '0571-88883333' },
    ]);
  }, 60_000);

  it('is decided by two people', async () => {
    const { caseId } = await change({ items: ['PHONE'], newPhone: '0571-88882222' });
    await line.db.asOwner(
      `INSERT INTO role_assignment (account_id, role, unit_id, valid_from)
       SELECT a.id, 'LEADER', u.id, now() - interval '1 minute' FROM account a, unit u WHERE a.login = $1 AND u.code = 'county-0101'`,
      [REVIEWER],
    );
    await expectDone(decide(line, caseId, REVIEWER, 'change_review', APPROVE));

    expect((await decide(line, caseId, REVIEWER, 'change_approval', APPROVE)).body).toMatchObject({ code: 'EXCLUDED' });
    await taskOf(line, caseId, 'change_approval');
  }, 60_000);
});
