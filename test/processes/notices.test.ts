import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CreditInquiry } from '../../src/admission/screening/credit-inquiry.ts';
import { closeCase } from '../../src/processes/close-case.ts';
import { openAdmissionPhase } from '../../src/processes/open-admission-phase.ts';
import { screenStep } from '../../src/processes/screen-step.ts';
import { contractRow, giveOperatorIdentity, OFFICER, openTask, signingCase } from '../contracts/contract-case.ts';
import { givenSubmitted } from '../http/admission/drafts.ts';
import { DEMO_PASSWORD, startApi, type TestApi } from '../support/api.ts';
import { noticesOf } from '../tasks/office.ts';

const MEMBERS = (company: string) => [`operator.${company}@example.com`, `owner.${company}@example.com`];
const MANAGER = 'channel-manager.county-0101';
const UNKNOWN_CREDIT: CreditInquiry = { inquire: () => Promise.resolve({ kind: 'NOT_FOUND' }) };

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await giveOperatorIdentity(api);
});
afterAll(async () => {
  await api.close();
});

/** Who was told of it, as often as they were. */
async function told(caseId: string, event: string): Promise<string[]> {
  const words = (await noticesOf(api.db, caseId)).filter((word) => word.startsWith(`${event} `));
  return words.map((word) => word.slice(event.length + 1)).sort();
}

describe('a screening that a person has to decide', () => {
  it('is told once to the owners and operators of the company, however often the step runs', async () => {
    const { caseId } = await givenSubmitted(api, { company: '0001' });
    const step = { caseId, generation: 1, seq: 1 };
    await openAdmissionPhase(api.db.pool, { ...step, name: 'SCREENING', human: false });

    await screenStep(api.db, UNKNOWN_CREDIT, step);
    await screenStep(api.db, UNKNOWN_CREDIT, step);

    expect(await told(caseId, 'SCREENING_MANUAL')).toEqual(MEMBERS('0001'));
    expect(await told(caseId, 'TASK_OPENED')).toEqual(['risk-officer.city-01']);
  });
});

describe('a channel that goes live', () => {
  it('[ADM-07] is told once to the applicant and to the channel managers of its unit', async () => {
    const { caseId, seq } = await signingCase(api, '0002');
    for (const login of [OFFICER, 'signer.0002@example.com']) {
      const { sha256 } = await contractRow(api, caseId);
      const target = `/tasks/${await openTask(api, caseId)}/signature`;
      const signed = await (await api.as(login)).post(target, { password: DEMO_PASSWORD, sha256 });
      expect(signed).toMatchObject({ status: 200 });
    }
    const close = () => closeCase(api.db.pool, { caseId, generation: 1, seq, outcome: 'ACTIVE' });

    expect([await close(), await close()]).toEqual(['ACTIVE', 'ACTIVE']);

    expect(await told(caseId, 'CHANNEL_ACTIVE')).toEqual([MANAGER, ...MEMBERS('0002')]);
  });
});
