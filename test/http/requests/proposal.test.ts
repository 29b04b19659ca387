import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decide, endOf, expectDone, submitted } from '../../requests/request-case.ts';
import { startLine, type Line } from '../../support/line.ts';
import { companyId } from '../admission/drafts.ts';

const MANAGER = 'channel-manager.county-0101';
const APPROVE = { outcome: 'APPROVE' };
const REASON = '多次提供虚假销售数据，情节严重。';

let line: Line;
beforeAll(async () => {
  line = await startLine();
}, 120_000);
afterAll(() => line.close());

async function approved(values: object, company: string): Promise<string> {
  const body = { kind: 'PROPOSAL', subjectCompanyId: await companyId(line, company), values };
  const { caseId } = await submitted(line, MANAGER, body);
  await expectDone(decide(line, caseId, 'compliance-officer.province', 'proposal_review', APPROVE));
  await expectDone(decide(line, caseId, 'leader.province', 'proposal_approval', APPROVE));
  return caseId;
}

describe('a proposal about a partner', () => {
  it('to blacklist it is a proposal to the compliance officers, once', async () => {
    const values = { proposal: 'BLACKLIST', reasonCode: 'FRAUD', reason: REASON };
    const first = await approved(values, '0002');
    expect(await endOf(line, first)).toEqual({ state: 'DONE', outcome: 'BLACKLIST' });
    const second = await approved(values, '0002');
    await endOf(line, second);

    const entries = await line.db.sql.rows(
      `SELECT b.state, b.reason_code AS "reasonCode", b.reason, a.login FROM blacklist_entry b JOIN account a ON a.id = b.proposed_by
       JOIN company c ON c.credit_code = b.credit_code WHERE c.id = $1`,
      [await companyId(line, '0002')],
    );
    expect(entries).toEqual([{ state: 'PROPOSED', reasonCode: 'FRAUD', reason: REASON, login: MANAGER }]);
    const results = await line.db.sql.rows<{ result: string }>(
      `SELECT result FROM request_effect WHERE effect = 'PROPOSE_BLACKLIST' ORDER BY at`,
    );
    expect(results).toEqual([{ result: 'DONE' }, { result: 'ALREADY_LISTED' }]);
  }, 90_000);

  it('to reward it asks for an amount, lists nobody, and is hidden from the partner', async () => {
    const caseId = await approved({ proposal: 'REWARD', amount: '2000.00', reason: REASON }, '0001');

    expect(await endOf(line, caseId)).toEqual({ state: 'DONE', outcome: 'REWARD' });
    const { amount } = await line.db.sql.one<{ amount: string }>('SELECT amount::text FROM "case" WHERE id = $1', [
      caseId,
    ]);
    expect(amount).toBe('2000.00');
    expect((await (await line.as('owner.0001@example.com')).get(`/cases/${caseId}`)).status).toBe(404);
    expect(await line.db.sql.rows('SELECT effect FROM request_effect WHERE case_id = $1', [caseId])).toEqual([
      { effect: 'RECORD_OUTCOME' },
    ]);
  }, 90_000);

  it('is not decided by somebody with a declared interest in the partner', async () => {
    const officer = await line.as('compliance-officer.province');
    const company = await companyId(line, '0001');
    await expectDone(officer.post('/conflicts', { companyId: company, relation: 'OTHER' }));
    const values = { proposal: 'REWARD', amount: '100.00', reason: REASON };
    const { caseId } = await submitted(line, MANAGER, { kind: 'PROPOSAL', subjectCompanyId: company, values });

    expect((await decide(line, caseId, 'compliance-officer.province', 'proposal_review', APPROVE)).body).toMatchObject({
      code: 'EXCLUDED',
    });
  }, 60_000);
});
