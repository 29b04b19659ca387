import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { companyId } from '../http/admission/drafts.ts';
import { DEMO_PASSWORD, startApi, type Caller, type TestApi } from '../support/api.ts';
import {
  contractRow,
  giveOperatorIdentity,
  OFFICER,
  openTask,
  signingCase,
  type ContractCase,
} from './contract-case.ts';

/** Signs for another company; this one has yet to name them. */
const NEWCOMER = 'signer.0002@example.com';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await giveOperatorIdentity(api);
});
afterAll(async () => {
  await api.close();
});

async function sign(caller: Caller, { caseId }: ContractCase) {
  const { sha256 } = await contractRow(api, caseId);
  return caller.post(`/tasks/${await openTask(api, caseId)}/signature`, { password: DEMO_PASSWORD, sha256 });
}

describe('a contract whose partner has no signer', () => {
  it('[CTR-01] is signed by nobody else, and by the signer whom the owner names then', async () => {
    const signing = await signingCase(api, '0001');
    await api.db.asOwner(
      `UPDATE company_member SET valid_to = now() WHERE account_id = (SELECT id FROM account WHERE login = 'signer.0001@example.com')`,
    );
    expect(await sign(await api.as(OFFICER), signing)).toMatchObject({ status: 200, body: { phaseOutcome: null } });

    for (const login of ['administrator.province', OFFICER, 'owner.0001@example.com']) {
      expect((await sign(await api.as(login), signing)).body).toMatchObject({ code: 'NOT_HOLDER' });
    }
    const owner = await api.as('owner.0001@example.com');
    const members = `/companies/${await companyId(api, '0001')}/members`;
    expect(await owner.post(members, { email: NEWCOMER, roles: ['SIGNER'] })).toMatchObject({ status: 201 });

    expect(await sign(await api.as(NEWCOMER), signing)).toMatchObject({
      status: 200,
      body: { phaseOutcome: 'APPROVED' },
    });
  });
});
