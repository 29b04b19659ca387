import { describe, expect, it } from '@jest/globals';
import { STAGE_OPERATIONS } from '../../../../src/domain/routes/route.ts';
import { offeredOperations, type TaskFacts } from '../../../../src/domain/tasks/offered-operations.ts';

const RULE: TaskFacts['rule'] = {
  outcomes: ['APPROVE', 'REJECT', 'RETURN'],
  reasonRequired: ['REJECT'],
  returnTo: ['applicant'],
  offers: STAGE_OPERATIONS,
};

/** An open task of a pool, as somebody sees it who has nothing to do with it. */
const STRANGER: TaskFacts = {
  isInPhase: true,
  state: 'OPEN',
  isHeld: false,
  isHolder: false,
  isClaimedByThem: false,
  isTheirs: false,
  isDelegated: false,
  isDelegate: false,
  hasSpoken: false,
  isSupervisor: false,
  mayConfirm: false,
  isSupplement: false,
  isOwed: false,
  isSignature: false,
  removable: [],
  ownDecision: null,
  rule: RULE,
};
const HOLDER = { ...STRANGER, isHolder: true };
const CLAIMED: TaskFacts = { ...HOLDER, state: 'CLAIMED', isClaimedByThem: true, isTheirs: true };
const ASKING = ['DELEGATE', 'ADD_BEFORE', 'ADD_AFTER', 'ADD_BESIDE'];
const namesOf = (facts: TaskFacts) => offeredOperations(facts).map(({ operation }) => operation);
const offering = (...offers: TaskFacts['rule']['offers']) => ({ ...RULE, offers });

describe('what somebody may do with a task', () => {
  it('is nothing for whom it does not concern', () => {
    expect(namesOf(STRANGER)).toEqual([]);
    expect(namesOf({ ...STRANGER, state: 'CLAIMED' })).toEqual([]);
  });

  it('is everything the stage offers for whoever may take it', () => {
    expect(namesOf(HOLDER)).toEqual(['CLAIM', 'DECIDE', 'TRANSFER', ...ASKING]);
    expect(namesOf(CLAIMED)).toEqual(['RELEASE', 'DECIDE', 'TRANSFER', ...ASKING]);
  });

  it('is to claim what somebody in their name has, or to give it back', () => {
    expect(namesOf({ ...CLAIMED, isClaimedByThem: false }).slice(0, 2)).toEqual(['CLAIM', 'RELEASE']);
    expect(namesOf({ ...CLAIMED, isHolder: false })).toEqual(['RELEASE']);
    expect(namesOf({ ...STRANGER, isTheirs: true })).toEqual([]);
  });

  it.each(['DONE', 'CANCELED', 'SUPERSEDED', 'SUSPENDED'] as const)('is nothing on a task that is %s', (state) => {
    expect(namesOf({ ...CLAIMED, state, isDelegate: true })).toEqual([]);
    expect(namesOf({ ...CLAIMED, state, isDelegated: true })).toEqual([]);
  });

  it('is nothing while it waits for others, or once its phase is over', () => {
    for (const facts of [CLAIMED, { ...CLAIMED, isDelegate: true }, { ...CLAIMED, isDelegated: true }]) {
      expect(namesOf({ ...facts, isHeld: true })).toEqual([]);
      expect(namesOf({ ...facts, isInPhase: false })).toEqual([]);
    }
  });

  it('leaves out what the stage does not offer', () => {
    expect(namesOf({ ...HOLDER, rule: offering() })).toEqual(['CLAIM', 'DECIDE']);
    for (const operation of ['TRANSFER', 'DELEGATE', 'ADD_BEFORE', 'ADD_AFTER', 'ADD_BESIDE'] as const) {
      expect(namesOf({ ...HOLDER, rule: offering(operation) })).toEqual(['CLAIM', 'DECIDE', operation]);
    }
  });

  it('is no second word for whoever has spoken in the stage', () => {
    expect(namesOf({ ...HOLDER, hasSpoken: true })).toEqual(['CLAIM', 'TRANSFER', ...ASKING]);
    const rule = { ...RULE, outcomes: ['SIGN' as const] };
    expect(namesOf({ ...HOLDER, hasSpoken: true, isSignature: true, rule })).toEqual(['CLAIM', 'TRANSFER']);
  });
});

describe('the words that may be said', () => {
  it('are those of the stage, with where a return leads and whether a reason is asked', () => {
    expect(offeredOperations(HOLDER)).toContainEqual({
      operation: 'DECIDE',
      outcomes: [
        { outcome: 'APPROVE', reasonRequired: false },
        { outcome: 'REJECT', reasonRequired: true },
        { outcome: 'RETURN', reasonRequired: false, returnTo: ['applicant'] },
      ],
    });
  });

  it('are beside a signature only the others', () => {
    const signature = { ...HOLDER, isSignature: true };
    expect(namesOf({ ...signature, rule: { ...RULE, outcomes: ['SIGN'] } })).toEqual(['CLAIM', 'SIGN', 'TRANSFER']);
    const rule = { ...RULE, outcomes: ['SIGN', 'REJECT'] as const };
    expect(offeredOperations({ ...signature, rule })).toEqual([
      { operation: 'CLAIM' },
      { operation: 'DECIDE', outcomes: [{ outcome: 'REJECT', reasonRequired: true }] },
      { operation: 'SIGN' },
      { operation: 'TRANSFER' },
    ]);
  });

  it('are no decision where the applicant supplements, and nobody else does what they owe', () => {
    expect(namesOf({ ...CLAIMED, isSupplement: true })).toEqual(['RELEASE', 'SUPPLEMENT']);
    expect(namesOf({ ...CLAIMED, isOwed: true })).toEqual(['RELEASE', 'DECIDE']);
  });
});

describe('a delegated task', () => {
  it('is only recalled by its holder, and recommended upon by the delegate, always with a reason', () => {
    expect(namesOf({ ...CLAIMED, isDelegated: true })).toEqual(['RECALL']);
    expect(namesOf({ ...STRANGER, isDelegated: true })).toEqual([]);
    expect(offeredOperations({ ...STRANGER, isDelegated: true, isDelegate: true })).toEqual([
      {
        operation: 'RECOMMEND',
        outcomes: [
          { outcome: 'APPROVE', reasonRequired: true },
          { outcome: 'REJECT', reasonRequired: true },
          { outcome: 'RETURN', reasonRequired: true, returnTo: ['applicant'] },
        ],
      },
    ]);
  });
});

describe('beside the task itself', () => {
  it('added signers may be removed while the phase goes on', () => {
    const facts = { ...STRANGER, state: 'DONE' as const, removable: ['t2'] };
    expect(offeredOperations(facts)).toEqual([{ operation: 'REMOVE_SIGNER', signers: ['t2'] }]);
    expect(namesOf({ ...facts, isInPhase: false })).toEqual([]);
  });

  it('an own word may be taken back where the stage offers it, also from a phase that is over', () => {
    const facts = { ...STRANGER, state: 'DONE' as const, isInPhase: false, ownDecision: 'd1' };
    expect(offeredOperations(facts)).toEqual([{ operation: 'TAKE_BACK', decisionId: 'd1' }]);
    expect(namesOf({ ...facts, rule: offering('TRANSFER') })).toEqual([]);
  });

  it('a supervisor postpones what is open, and sets the priority of what is not over', () => {
    const facts = { ...STRANGER, isSupervisor: true };
    const both = ['POSTPONE', 'SET_PRIORITY'];
    expect([namesOf(facts), namesOf({ ...facts, state: 'CLAIMED' })]).toEqual([both, both]);
    expect(namesOf({ ...facts, state: 'SUSPENDED' })).toEqual(['SET_PRIORITY']);
    expect(namesOf({ ...facts, isHeld: true })).toEqual(['SET_PRIORITY']);
    expect(namesOf({ ...facts, state: 'DONE' })).toEqual([]);
    expect(namesOf({ ...facts, isInPhase: false })).toEqual([]);
  });

  it('a supervisor confirms what waits for it', () => {
    expect(namesOf({ ...STRANGER, state: 'DONE', isInPhase: false, mayConfirm: true })).toEqual(['CONFIRM']);
  });
});
