import type { Audience, Side } from './audience.ts';

/** Somebody who is to be mentioned, asked or copied in. */
export interface Addressee {
  readonly id: string;
  readonly isActive: boolean;
  /** Staff with a role today: whoever has one may read what they take part in. */
  readonly isStaff: boolean;
  /** A member of the company whose case it is. */
  readonly isOfCompany: boolean;
}

export type AddresseeFault =
  | 'YOURSELF'
  | 'NOT_ACTIVE'
  /** Neither of the office nor of the applicant's company; to an applicant, anybody but their own colleagues. */
  | 'NOT_OF_THE_CASE'
  /** One of the applicant's people, who does not hear what the office says among itself. */
  | 'OFFICE_ONLY';

/** Why words for this audience cannot be addressed to this person; null when they can. */
export function addresseeFault(
  person: Addressee | undefined,
  { by, side, audience }: { readonly by: string; readonly side: Side; readonly audience: Audience },
): AddresseeFault | null {
  if (person?.id === by) return 'YOURSELF';
  if (person?.isActive !== true) return 'NOT_ACTIVE';
  if (person.isOfCompany) return audience === 'EVERYBODY' ? null : 'OFFICE_ONLY';
  return side === 'OFFICE' && person.isStaff ? null : 'NOT_OF_THE_CASE';
}
