import type { Act } from '../acts/act.ts';
import type { UNMASK_REASONS } from '../registry/companies/unmask-company.ts';

/**
 * Writes down who will see the contact of an application and why, never what it holds (ORG-10). The stored answer has no values
 * either, so the caller reads them afterwards and a repeated request shows nothing.
 */
export function recordContactUnmasking(act: Act, caseId: string, reasonCode: (typeof UNMASK_REASONS)[number]) {
  act.audit({ action: 'CONTACT_UNMASKED', caseId, subject: `application:${caseId}`, reasonCode });
  return { caseId };
}
