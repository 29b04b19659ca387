import { describe, expect, it } from '@jest/globals';
import {
  BLACKLIST_STATES,
  takeStep,
  type BlacklistState,
  type BlacklistStep,
} from '../../../src/domain/blacklist/take-step.ts';

const STEPS: readonly BlacklistStep[] = ['LIST', 'DISMISS', 'PROPOSE_REMOVAL', 'REMOVE', 'KEEP'];
const ALLOWED: Readonly<Record<string, BlacklistState>> = {
  'PROPOSED LIST': 'LISTED',
  'PROPOSED DISMISS': 'DISMISSED',
  'LISTED PROPOSE_REMOVAL': 'REMOVAL_PROPOSED',
  'REMOVAL_PROPOSED REMOVE': 'REMOVED',
  'REMOVAL_PROPOSED KEEP': 'LISTED',
};

describe('takeStep', () => {
  const every = BLACKLIST_STATES.flatMap((state) => STEPS.map((step) => ({ state, step })));

  it.each(every)('takes $step of an entry that is $state only where the table says so', ({ state, step }) => {
    const next = ALLOWED[`${state} ${step}`];
    expect(takeStep({ state, proposedBy: 'a', removalBy: 'b' }, step, 'c')).toEqual(
      next === undefined ? { kind: 'WRONG_STATE' } : { kind: 'TAKEN', state: next },
    );
  });

  it.each(['LIST', 'DISMISS'] as const)('lets nobody %s what they proposed', (step) => {
    expect(takeStep({ state: 'PROPOSED', proposedBy: 'a', removalBy: null }, step, 'a')).toEqual({
      kind: 'SAME_PERSON',
    });
  });

  it.each(['REMOVE', 'KEEP'] as const)('lets nobody %s where they proposed the removal', (step) => {
    const standing = { state: 'REMOVAL_PROPOSED', proposedBy: 'a', removalBy: 'b' } as const;
    expect(takeStep(standing, step, 'b')).toEqual({ kind: 'SAME_PERSON' });
    expect(takeStep(standing, step, 'a').kind).toBe('TAKEN');
  });

  it('lets the one who proposed the listing, or an earlier removal, propose the removal', () => {
    for (const by of ['a', 'b']) {
      expect(takeStep({ state: 'LISTED', proposedBy: 'a', removalBy: 'b' }, 'PROPOSE_REMOVAL', by).kind).toBe('TAKEN');
    }
  });
});
