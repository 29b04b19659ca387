export const BLACKLIST_STATES = ['PROPOSED', 'LISTED', 'REMOVAL_PROPOSED', 'REMOVED', 'DISMISSED'] as const;
export type BlacklistState = (typeof BLACKLIST_STATES)[number];

/** What can be done with an entry that was proposed. */
export type BlacklistStep = 'LIST' | 'DISMISS' | 'PROPOSE_REMOVAL' | 'REMOVE' | 'KEEP';

export interface BlacklistStanding {
  readonly state: BlacklistState;
  readonly proposedBy: string;
  /** Who proposed the removal last. */
  readonly removalBy: string | null;
}

export type StepOutcome =
  | { readonly kind: 'TAKEN'; readonly state: BlacklistState }
  | { readonly kind: 'WRONG_STATE' }
  | { readonly kind: 'SAME_PERSON' };

const STEPS = {
  LIST: { from: 'PROPOSED', to: 'LISTED' },
  DISMISS: { from: 'PROPOSED', to: 'DISMISSED' },
  PROPOSE_REMOVAL: { from: 'LISTED', to: 'REMOVAL_PROPOSED' },
  REMOVE: { from: 'REMOVAL_PROPOSED', to: 'REMOVED' },
  KEEP: { from: 'REMOVAL_PROPOSED', to: 'LISTED' },
} as const satisfies Record<BlacklistStep, { from: BlacklistState; to: BlacklistState }>;

/** Listing and removing are each proposed by one person and decided by another (CRD-03). While a removal is proposed the entry stands. */
export function takeStep(standing: BlacklistStanding, step: BlacklistStep, by: string): StepOutcome {
  const { from, to } = STEPS[step];
  if (standing.state !== from) return { kind: 'WRONG_STATE' };
  const proposer = from === 'PROPOSED' ? standing.proposedBy : standing.removalBy;
  if (from !== 'LISTED' && proposer === by) return { kind: 'SAME_PERSON' };
  return { kind: 'TAKEN', state: to };
}
