/** OFFICE: staff among themselves. EVERYBODY: the applicant's people too. */
export const AUDIENCES = ['OFFICE', 'EVERYBODY'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** On which side of the counter somebody is, in this one case. */
export type Side = 'OFFICE' | 'APPLICANT';

/** To whom somebody may speak; the first is meant where nothing is said, so that a slip stays inside the office. */
export function audiencesFor(side: Side, rules: { readonly applicantsWrite: boolean }): readonly Audience[] {
  if (side === 'OFFICE') return AUDIENCES;
  return rules.applicantsWrite ? ['EVERYBODY'] : [];
}

export function mayHear(side: Side, audience: Audience): boolean {
  return side === 'OFFICE' || audience === 'EVERYBODY';
}
