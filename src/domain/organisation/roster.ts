/** POST: a place in a unit that people hold, as chief accountant. GROUP: a circle of people, as a committee. */
export const ROSTER_KINDS = ['POST', 'GROUP'] as const;
export type RosterKind = (typeof ROSTER_KINDS)[number];
