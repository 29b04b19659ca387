import type { Act } from '../../acts/act.ts';
import { amountOf, type ApplicationForm } from '../../domain/admission/application-form.ts';
import { Refusal } from '../../domain/refusal.ts';
import { assertLive, readApplication } from './application.ts';
import { assertStillApplicant } from './applicants.ts';
import { followChecklist } from './checklist.ts';
import { assertNoOpenApplication, lockCompany } from '../screening/duplicates.ts';
import { assertCounty } from './start-application.ts';

export interface ApplicationDraft {
  readonly unitId: string;
  readonly siteName: string;
  readonly siteAddress: string;
  readonly form: ApplicationForm;
}

/**
 * Saves the form of a draft as a whole; `seen` is the version its writer saw. Company and channel type stay.
 * @throws Refusal NOT_ALLOWED, CASE_CLOSED, CASE_CLOSING, WRONG_STATE, STALE_VERSION, UNIT_UNKNOWN, OPEN_APPLICATION_EXISTS
 */
export async function saveApplication(act: Act, caseId: string, seen: number, draft: ApplicationDraft) {
  const { tx } = act;
  const application = await readApplication(tx, caseId);
  await assertStillApplicant(act, application.companyId);
  assertLive(application);
  if (application.state !== 'DRAFT') throw new Refusal('WRONG_STATE', { state: application.state });
  if (application.version !== seen) throw new Refusal('STALE_VERSION', { version: application.version });
  if (draft.unitId !== application.unitId) await assertCounty(tx, draft.unitId);
  await lockCompany(tx, application.companyId);
  await assertNoOpenApplication(tx, { ...application, siteAddress: draft.siteAddress });
  await followChecklist(act, application);
  await tx.run('UPDATE "case" SET unit_id = $2, amount = $3 WHERE id = $1', [
    caseId,
    draft.unitId,
    amountOf(draft.form),
  ]);
  await tx.run(
    'UPDATE application SET site_name = $2, site_address = $3, form = $4, version = version + 1 WHERE case_id = $1',
    [caseId, draft.siteName, draft.siteAddress, JSON.stringify(draft.form)],
  );
  const version = seen + 1;
  act.audit({
    action: 'APPLICATION_SAVED',
    caseId,
    before: { version: seen, unitId: application.unitId },
    after: { version, unitId: draft.unitId },
  });
  return { caseId, version };
}
