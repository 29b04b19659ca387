import type { Act } from '../../acts/act.ts';
import { missingFields } from '../../domain/admission/application-form.ts';
import { businessDate } from '../../domain/admission/business-date.ts';
import { assertProofs, checkProofs } from '../../domain/admission/check-proofs.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Choices } from '../../domain/routes/approvers/choices.ts';
import { assertCurrentConsent } from '../../accounts/consent.ts';
import { setPartnerState } from '../../registry/companies/company.ts';
import { caseParams } from '../../tasks/case-params.ts';
import { recordChoices } from '../../tasks/people/approvers/choices.ts';
import { readCase } from '../../tasks/snapshot.ts';
import { applicantAccounts } from '../../tasks/people/applicant-accounts.ts';
import { assertStillApplicant } from './applicants.ts';
import { assertLive, givenProofs, readApplication, type Application } from './application.ts';
import { followChecklist } from './checklist.ts';
import { assertMayReapply, lockCompany } from '../screening/duplicates.ts';
import { ADMISSION, pinPolicies } from './pin-policies.ts';

export interface Submission {
  /** Everything entered and uploaded is true and complete. */
  readonly declared: boolean;
  /** Whom the route asks the applicant to choose. */
  readonly choices: Choices;
}

/**
 * Hands the application over with the truth declaration (ADM-01, ADM-02): complete, valid on this day, under the rules of this
 * day. The workflow of the case begins.
 * @throws Refusal NOT_ALLOWED, CASE_CLOSED, CASE_CLOSING, WRONG_STATE, CONSENT_MISSING, DECLARATION_MISSING, FORM_INCOMPLETE,
 * PROOFS_MISSING, PROOF_EXPIRED, REAPPLY_TOO_EARLY, NO_ROUTE, CHOICE_MISSING, CHOICE_NOT_POSSIBLE
 */
export async function submitApplication(act: Act, caseId: string, { declared, choices }: Submission) {
  const { tx, now } = act;
  const application = await readApplication(tx, caseId);
  await assertStillApplicant(act, application.companyId);
  assertLive(application);
  if (application.state !== 'DRAFT') throw new Refusal('WRONG_STATE', { state: application.state });
  await assertCurrentConsent(tx, personOf(act), now);
  if (!declared) throw new Refusal('DECLARATION_MISSING');
  const { items, versionId } = await followChecklist(act, application);
  const fields = missingFields(application.form);
  if (fields.length > 0) throw new Refusal('FORM_INCOMPLETE', { fields });
  assertProofs(checkProofs(items, givenProofs(application.items), businessDate(now)));
  const company = await lockCompany(tx, application.companyId);
  await assertMayReapply(tx, application.companyId, now);

  const pins = await pinPolicies(tx, application, now);
  await tx.run(`UPDATE "case" SET state = 'SUBMITTED', submitted_at = $2, version = version + 1 WHERE id = $1`, [
    caseId,
    now,
  ]);
  const made = { chooser: 'APPLICANT', accountId: personOf(act), decisionId: null, stageId: null } as const;
  await recordChoices(act, await readCase(tx, caseId), made, choices);
  await recordDeclaration(act, caseId);
  if (company.partnerState !== 'PARTNER') await setPartnerState(tx, application.companyId, 'APPLICANT');
  act.audit({
    action: 'APPLICATION_SUBMITTED',
    caseId,
    before: { state: 'DRAFT' },
    after: { state: 'SUBMITTED', declaredBy: act.actor.id, checklistVersionId: versionId, ...pins },
  });
  await tellApplicants(act, application);
  act.wake({ caseId, kind: 'START' });
  return { caseId, number: application.number, state: 'SUBMITTED' };
}

/** Only a person can vouch for anything. */
function personOf({ actor }: Act): string {
  if (actor.id === null) throw new Error('The system submits no application');
  return actor.id;
}

/** The truth declaration, given anew with every submission and supplement (ADM-02). */
export async function recordDeclaration(act: Act, caseId: string): Promise<void> {
  await act.tx.run(
    'UPDATE application SET declared_by = $2, declared_at = $3, version = version + 1 WHERE case_id = $1',
    [caseId, act.actor.id, act.now],
  );
}

async function tellApplicants(act: Act, application: Application): Promise<void> {
  const { caseId, generation } = application;
  act.tell({
    process: ADMISSION,
    event: 'APPLICATION_SUBMITTED',
    group: 'APPLICANT',
    accountIds: await applicantAccounts(act.tx, application),
    ref: `case:${caseId}:${generation}`,
    caseId,
    params: caseParams({ ...application, id: caseId }),
  });
}
