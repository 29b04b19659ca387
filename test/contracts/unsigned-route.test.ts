import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RouteBody } from '../../src/domain/routes/route.ts';
import { DEMO_PASSWORD, startApi, type Caller, type TestApi } from '../support/api.ts';
import { republish } from '../tasks/office.ts';
import { contractRow, giveOperatorIdentity, OFFICER, openTask, signingCase } from './contract-case.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await giveOperatorIdentity(api);
  await republish(api.db, 'ROUTE', 'admission-full', approvingInsteadOfSigning);
});
afterAll(async () => {
  await api.close();
});

/** The route with an approval offered beside every signature. */
function approvingInsteadOfSigning(body: object): object {
  const { phases, ...route } = RouteBody.parse(body);
  const signing = phases['SIGNING']?.stages ?? [];
  const stages = signing.map((stage) => ({ ...stage, outcomes: [...stage.outcomes, 'APPROVE'] }));
  return { ...route, phases: { ...phases, SIGNING: { stages } } };
}

describe('a route that offers an approval where a side signs', () => {
  it('[CTR-01] ends no contract unsigned: either side signs, or the case stays where it is', async () => {
    const { caseId } = await signingCase(api, '0001');
    const approve = async (caller: Caller) =>
      caller.post(`/tasks/${await openTask(api, caseId)}/decision`, { outcome: 'APPROVE' });
    const sign = async (caller: Caller) =>
      caller.post(`/tasks/${await openTask(api, caseId)}/signature`, {
        password: DEMO_PASSWORD,
        sha256: (await contractRow(api, caseId)).sha256,
      });
    const officer = await api.as(OFFICER);
    const signer = await api.as('signer.0001@example.com');

    expect((await approve(officer)).body).toMatchObject({ code: 'OUTCOME_NOT_OFFERED' });
    expect(await sign(officer)).toMatchObject({ status: 200, body: { phaseOutcome: null } });
    expect((await approve(signer)).body).toMatchObject({ code: 'OUTCOME_NOT_OFFERED' });
    expect(await contractRow(api, caseId)).toMatchObject({ state: 'ISSUED' });

    expect(await sign(signer)).toMatchObject({ status: 200, body: { phaseOutcome: 'APPROVED' } });
  });
});
