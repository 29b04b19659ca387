import { businessDate } from '../../../domain/admission/business-date.ts';
import { checkCreditCode } from '../../../domain/identity/credit-code.ts';
import { checkResidentId, maskResidentId } from '../../../domain/identity/resident-id.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { hashPerson } from '../../../registry/companies/person-hash.ts';

/** The one spelling of a credit code. @throws Refusal CREDIT_CODE_INVALID with field and reason */
export function readCreditCode(text: string, field: string): string {
  const checked = checkCreditCode(text);
  if (checked.kind === 'INVALID') throw new Refusal('CREDIT_CODE_INVALID', { field, reason: checked.reason });
  return checked.normalised;
}

export interface PersonId {
  readonly mask: string;
  readonly hash: string;
}

/** What may be kept of a resident id; the id itself goes no further than here. @throws Refusal INVALID with field and reason */
export function readResidentId(personHashKey: string, text: string, field: string): PersonId {
  const checked = checkResidentId(text, businessDate(new Date()));
  if (checked.kind === 'INVALID') {
    throw new Refusal('INVALID', { issues: [{ path: field, code: 'RESIDENT_ID', rule: checked.reason }] });
  }
  return { mask: maskResidentId(checked.normalised), hash: hashPerson(personHashKey, checked.normalised) };
}
