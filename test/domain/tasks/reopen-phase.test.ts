import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ADMISSION_ORDER } from '../../../src/domain/admission/policy.ts';
import { ADMISSION_REOPENING } from '../../../src/domain/admission/reopening.ts';
import { phasesToReopen, reopenFault, stageFault } from '../../../src/domain/tasks/reopen-phase.ts';
import { stage } from './phases.ts';

const order = ADMISSION_REOPENING;
const names = order.map(({ name }) => name);

describe('where a case may be set back to', () => {
  it('is asked in the order of the regulation', () => {
    expect(names).toEqual(ADMISSION_ORDER.map(({ name }) => name));
  });

  it.each([
    ['MATERIAL_REVIEW', 'MATERIAL_REVIEW', undefined],
    ['MATERIAL_REVIEW', 'SCREENING', undefined],
    ['MATERIAL_REVIEW', 'LEADER_APPROVAL', 'PHASE_NOT_REACHED'],
    ['LEADER_APPROVAL', 'CONTRACTING', 'PHASE_NOT_REACHED'],
    ['SIGNING', 'CONTRACTING', undefined],
    ['SIGNING', 'SIGNING', 'PHASE_DOES_NOT_BEGIN'],
    ['SIGNING', 'ACTIVE', 'PHASE_UNKNOWN'],
    [undefined, 'SCREENING', undefined],
    [undefined, 'MATERIAL_REVIEW', 'PHASE_NOT_REACHED'],
  ])('[ADM-05] from %s to %s: %s', (last, phase, fault) => {
    expect(reopenFault(order, last, phase)).toBe(fault);
  });

  it('[ADM-05] is never behind a phase that was not gone through', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.constantFrom(...names), (last, phase) => {
        const possible = reopenFault(order, last, phase) === undefined;
        expect(possible).toBe(phasesToReopen(order, last).some(({ name }) => name === phase));
        if (possible) expect(names.indexOf(phase)).toBeLessThanOrEqual(names.indexOf(last));
      }),
    );
  });
});

describe('where in a phase', () => {
  const rules = [stage('a'), stage('b', { after: ['a'] }), stage('x'), stage('c', { after: ['b', 'x'] })];

  it.each([
    ['a', [], undefined],
    ['b', ['a'], undefined],
    ['b', [], 'STAGE_NOT_REACHED'],
    ['c', ['a', 'b'], 'STAGE_NOT_REACHED'],
    ['c', ['a', 'b', 'x'], undefined],
    ['d', ['a', 'b', 'x'], 'STAGE_UNKNOWN'],
  ])('%s with %j approved: %s', (key, approved, fault) => {
    expect(stageFault(rules, approved, key)).toBe(fault);
  });
});
