/** What the applicant writes beside the proofs (ADM-01). Everything may be missing in a draft. */
export interface ApplicationForm {
  readonly contact?: { readonly name?: string; readonly mobile?: string; readonly email?: string } | undefined;
  /** The cooperation plan. */
  readonly plan?: string | undefined;
  /** Transactions a month the applicant expects. */
  readonly expectedMonthlyVolume?: number | undefined;
  /** Deposit offered, in yuan with at most two decimals. */
  readonly declaredAmount?: string | undefined;
  readonly depositWaiver?: boolean | undefined;
}

/** Fields that a submission needs and this form lacks, as paths. */
export function missingFields(form: ApplicationForm): string[] {
  const wanted: readonly (readonly [string, string | number | undefined])[] = [
    ['contact.name', form.contact?.name],
    ['contact.mobile', form.contact?.mobile],
    ['plan', form.plan],
    ['expectedMonthlyVolume', form.expectedMonthlyVolume],
  ];
  return wanted.filter(([, value]) => value === undefined || String(value).trim() === '').map(([path]) => path);
}

/** The amount a decision table compares; nothing declared is 0. */
export function amountOf(form: ApplicationForm): number {
  return form.declaredAmount === undefined ? 0 : Number(form.declaredAmount);
}
