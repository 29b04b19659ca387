import { readApplication } from '../admission/application/application.ts';
import { assertNoOpenApplication, lockCompany } from '../admission/screening/duplicates.ts';
import type { Repair, Repairs } from '../cases/repair/repairs.ts';
import { liveContract } from '../contracts/contract.ts';
import { voidContract } from '../contracts/end.ts';
import { ADMISSION_REOPENING } from '../domain/admission/reopening.ts';
import { CONTRACTING } from '../domain/contracts/approved-application.ts';
import { Refusal } from '../domain/refusal.ts';
import { REQUEST } from '../domain/requests/kind.ts';
import { reopenablePhases } from '../domain/requests/phases.ts';
import { setPartnerState } from '../registry/companies/company.ts';

const NAMES = ADMISSION_REOPENING.map(({ name }) => name);

const admission: Repair = {
  order: () => ADMISSION_REOPENING,

  /** Behind its approval an application has no contract (ADM-07). */
  async moved(act, { id }, phase) {
    if (NAMES.indexOf(phase) < NAMES.indexOf(CONTRACTING)) await voidContract(act, id);
  },

  /** The company is an applicant again, for a place that nothing else of it asks for, and the refusal of before no longer holds it back. */
  async waking(act, { id, state }) {
    const { tx } = act;
    if (state === 'ACTIVE' || (await liveContract(tx, id)) !== undefined) throw new Refusal('CASE_IN_FORCE', { state });
    const { companyId, channelType, siteAddress } = await readApplication(tx, id);
    const { partnerState } = await lockCompany(tx, companyId);
    await assertNoOpenApplication(tx, { companyId, channelType, siteAddress, caseId: id });
    if (partnerState !== 'PARTNER') await setPartnerState(tx, companyId, 'APPLICANT');
    await tx.run('UPDATE application SET reapply_from = NULL, version = version + 1 WHERE case_id = $1', [id]);
  },
};

const request: Repair = {
  order: ({ route }) => reopenablePhases(Object.keys(route?.phases ?? {})),

  /** Nothing is made before the last phase is over. */
  moved: () => Promise.resolve(),

  /** What a request has brought about stands; only one that came to nothing is taken up again. */
  waking: (_act, { state }) =>
    state === 'DONE' ? Promise.reject(new Refusal('CASE_IN_FORCE', { state })) : Promise.resolve(),
};

export const REPAIRS: Repairs = { ADMISSION: admission, [REQUEST]: request };
