import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  contractRow,
  draftingCase,
  giveOperatorIdentity,
  OFFICER,
  openTask,
  releasedCase,
  saveValues,
  signingCase,
  type ContractCase,
} from '../../contracts/contract-case.ts';
import { contractValues } from '../../domain/contracts/contract-values.ts';
import { DEMO_PASSWORD, startApi, type Caller, type TestApi } from '../../support/api.ts';

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

async function ways(caller: Caller, { caseId }: ContractCase) {
  const { id } = await contractRow(api, caseId);
  const answers = [await caller.get(`/cases/${caseId}/contract`), await caller.get(`/contracts/${id}`)];
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  return answers.map(({ body }) => body);
}

async function termInList(caller: Caller, { caseId }: ContractCase) {
  const { body } = await caller.get<{ items: { caseId: string }[] }>('/contracts');
  return body.items.find((item) => item.caseId === caseId);
}

const { term_start: startsOn, term_end: endsOn } = contractValues;

describe("A partner's view of a contract", () => {
  it('knows that it is drafted, and none of its values, term or gaps', async () => {
    const drafting = await draftingCase(api, '0001');
    await saveValues(api, drafting.caseId, contractValues);
    const partner = await api.as('owner.0001@example.com');

    for (const body of await ways(partner, drafting)) {
      expect(body).toMatchObject({ state: 'DRAFT', values: {}, startsOn: null, endsOn: null, gate: null });
      expect(JSON.stringify(body['preview'])).not.toContain(contractValues.sales_area);
    }
    expect(await termInList(partner, drafting)).toMatchObject({ startsOn: null, endsOn: null });
    for (const body of await ways(officer, drafting)) {
      expect(body).toMatchObject({ values: contractValues, startsOn, endsOn, gate: { ready: true } });
      expect(JSON.stringify(body['preview'])).toContain(contractValues.sales_area);
    }
    expect(await termInList(officer, drafting)).toMatchObject({ startsOn, endsOn });
  });

  it('stays without them after the release, until the document is issued', async () => {
    const released = await releasedCase(api, { company: '0002' });
    const [body] = await ways(await api.as('owner.0002@example.com'), released);
    expect(body).toMatchObject({ state: 'DRAFT', values: {}, startsOn: null });
  });

  it('shows what was issued, and of the signatures the own account and address only', async () => {
    const signing = await signingCase(api, '0003');
    const partner = await api.as('signer.0003@example.com');
    const { sha256 } = await contractRow(api, signing.caseId);
    for (const caller of [officer, partner]) {
      const target = `/tasks/${await openTask(api, signing.caseId)}/signature`;
      expect(await caller.post(target, { password: DEMO_PASSWORD, sha256 })).toMatchObject({ status: 200 });
    }
    const idOf = async (caller: Caller) => (await caller.get('/me')).body['accountId'];

    for (const body of await ways(partner, signing)) {
      expect(body).toMatchObject({ state: 'ISSUED', values: contractValues, startsOn, endsOn, gate: null });
      expect(body['signatures']).toMatchObject([
        { side: 'OPERATOR', accountId: null, ip: null, sha256, signer: expect.stringMatching(/./) as unknown },
        { side: 'PARTNER', accountId: await idOf(partner), ip: expect.stringMatching(/127\.0\.0\.1$/) as unknown },
      ]);
    }
    for (const body of await ways(officer, signing)) {
      expect(body['signatures']).toMatchObject([
        { accountId: await idOf(officer), ip: expect.stringMatching(/127\.0\.0\.1$/) as unknown },
        { accountId: await idOf(partner), ip: expect.stringMatching(/127\.0\.0\.1$/) as unknown },
      ]);
    }
    expect(await termInList(partner, signing)).toMatchObject({ startsOn, endsOn });
  });
});
