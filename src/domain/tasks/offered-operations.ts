import type { StageOperation, StageOutcome } from '../routes/route.ts';
import type { SignerPlace } from './standing.ts';

/** A task, and what one person is to it now. */
export interface TaskFacts {
  /** Case and phase go on. */
  readonly isInPhase: boolean;
  readonly state: 'OPEN' | 'CLAIMED' | 'SUSPENDED' | 'DONE' | 'CANCELED' | 'SUPERSEDED';
  /** It waits for others to speak first. */
  readonly isHeld: boolean;
  /** Nothing keeps the person from it: a candidate, not excluded, and nobody else rightly has it. */
  readonly isHolder: boolean;
  /** They have claimed it themselves. */
  readonly isClaimedByThem: boolean;
  /** They have it, or whom they stand in for, or somebody in their name. */
  readonly isTheirs: boolean;
  readonly isDelegated: boolean;
  readonly isDelegate: boolean;
  /** One natural person decides once in a stage. */
  readonly hasSpoken: boolean;
  readonly isSupervisor: boolean;
  /** What its stage came to waits for their confirmation. */
  readonly mayConfirm: boolean;
  readonly isSupplement: boolean;
  /** Owed by the applicant: nobody else can do it. */
  readonly isOwed: boolean;
  /** The decision is a signature. */
  readonly isSignature: boolean;
  /** Added signers of theirs who have not spoken, by their tasks. */
  readonly removable: readonly string[];
  /** A word of theirs on this task that stands and was not told to anybody yet. */
  readonly ownDecision: string | null;
  readonly rule: {
    readonly outcomes: readonly StageOutcome[];
    readonly reasonRequired: readonly StageOutcome[];
    readonly returnTo: readonly string[];
    readonly offers: readonly StageOperation[];
  };
}

/** What may be said, and whether it needs a reason. */
export interface OfferedOutcome {
  readonly outcome: 'APPROVE' | 'REJECT' | 'RETURN';
  readonly reasonRequired: boolean;
  readonly returnTo?: readonly string[];
}

export type OfferedOperation =
  | { readonly operation: 'DECIDE' | 'RECOMMEND'; readonly outcomes: readonly OfferedOutcome[] }
  | { readonly operation: 'REMOVE_SIGNER'; readonly signers: readonly string[] }
  | { readonly operation: 'TAKE_BACK'; readonly decisionId: string }
  | {
      readonly operation:
        | 'CLAIM'
        | 'RELEASE'
        | 'SIGN'
        | 'SUPPLEMENT'
        | 'TRANSFER'
        | 'DELEGATE'
        | 'RECALL'
        | `ADD_${SignerPlace}`
        | 'POSTPONE'
        | 'SET_PRIORITY'
        | 'CONFIRM';
    };

/**
 * The buttons of a task: what this person may do with it at this moment, by the same rules that the operations refuse by. Only a word taken back
 * may still come too late: that depends on what others have done with what it set in motion.
 */
export function offeredOperations(facts: TaskFacts): OfferedOperation[] {
  const { state, isInPhase, isHeld, isHolder, isDelegated } = facts;
  const isOpen = isInPhase && !isHeld && (state === 'OPEN' || state === 'CLAIMED');
  const isLive = isInPhase && (state === 'OPEN' || state === 'CLAIMED' || state === 'SUSPENDED');
  const offered: OfferedOperation[] = [];
  if (isOpen) offered.push(...onOpenTask(facts));
  if (isOpen && isHolder && isDelegated) offered.push({ operation: 'RECALL' });
  if (isOpen && facts.isDelegate) {
    offered.push({ operation: 'RECOMMEND', outcomes: outcomesOf({ ...facts.rule, reasonRequired: RECOMMENDED }) });
  }
  if (isInPhase && facts.removable.length > 0) {
    offered.push({ operation: 'REMOVE_SIGNER', signers: facts.removable });
  }
  if (facts.ownDecision !== null && facts.rule.offers.includes('TAKE_BACK')) {
    offered.push({ operation: 'TAKE_BACK', decisionId: facts.ownDecision });
  }
  if (facts.isSupervisor && isOpen) offered.push({ operation: 'POSTPONE' });
  if (facts.isSupervisor && isLive) offered.push({ operation: 'SET_PRIORITY' });
  if (facts.mayConfirm) offered.push({ operation: 'CONFIRM' });
  return offered;
}

/** A recommendation is its words. */
const RECOMMENDED: readonly StageOutcome[] = ['APPROVE', 'REJECT', 'RETURN'];

function onOpenTask(facts: TaskFacts): OfferedOperation[] {
  const { rule, state, isHolder, isTheirs, isDelegated, isOwed, isSignature, isSupplement } = facts;
  const offered: OfferedOperation[] = [];
  if (isDelegated) return offered;
  if (isHolder && !facts.isClaimedByThem) offered.push({ operation: 'CLAIM' });
  if (state === 'CLAIMED' && isTheirs) offered.push({ operation: 'RELEASE' });
  if (!isHolder) return offered;
  if (isSupplement) return [...offered, { operation: 'SUPPLEMENT' }];
  const outcomes = outcomesOf(rule);
  if (outcomes.length > 0 && !facts.hasSpoken) offered.push({ operation: 'DECIDE', outcomes });
  if (isSignature && !facts.hasSpoken) offered.push({ operation: 'SIGN' });
  if (isOwed) return offered;
  if (rule.offers.includes('TRANSFER')) offered.push({ operation: 'TRANSFER' });
  if (isSignature) return offered;
  for (const operation of ASKING) if (rule.offers.includes(operation)) offered.push({ operation });
  return offered;
}

const ASKING = ['DELEGATE', 'ADD_BEFORE', 'ADD_AFTER', 'ADD_BESIDE'] as const;

function outcomesOf({
  outcomes,
  reasonRequired,
  returnTo,
}: Pick<TaskFacts['rule'], 'outcomes' | 'reasonRequired' | 'returnTo'>): OfferedOutcome[] {
  return outcomes.flatMap((outcome) => {
    if (outcome === 'SIGN') return [];
    const needs = { outcome, reasonRequired: reasonRequired.includes(outcome) } as const;
    return outcome === 'RETURN' ? [{ ...needs, returnTo }] : [needs];
  });
}
