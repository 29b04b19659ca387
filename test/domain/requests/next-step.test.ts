import { describe, expect, it } from '@jest/globals';
import { nextStep } from '../../../src/domain/requests/next-step.ts';
import { requestOrder } from '../../../src/domain/requests/phases.ts';

const phases = ['REVIEW', 'EXECUTION'] as const;

describe('the way of a request', () => {
  it.each([
    ['REVIEW', undefined, 'APPROVED', { phase: 'EXECUTION' }],
    ['EXECUTION', 'REVIEW', 'APPROVED', { end: 'DONE' }],
    ['EXECUTION', 'REVIEW', 'TAKEN_BACK', { phase: 'REVIEW' }],
    ['EXECUTION', 'REVIEW', 'RETURN_TO_REVIEW', { phase: 'REVIEW' }],
    ['EXECUTION', 'REVIEW', 'MOVE_TO_REVIEW', { phase: 'REVIEW' }],
    ['EXECUTION', 'REVIEW', 'MOVE_TO_EXECUTION', { phase: 'EXECUTION' }],
    ['REVIEW', undefined, 'REJECTED', { end: 'REJECTED' }],
    ['EXECUTION', 'REVIEW', 'EXPIRED', { end: 'EXPIRED' }],
    ['REVIEW', undefined, 'TAKEN_BACK', undefined],
    ['REVIEW', undefined, 'RETURN_TO_APPROVAL', undefined],
    ['REVIEW', undefined, 'NONSENSE', undefined],
  ] as const)('from %s (after %s) with %s', (phase, before, outcome, next) => {
    expect(nextStep({ phases, phase, before, outcome })).toEqual(next);
  });

  it('has the phases of its kind in their one order, and always the review', () => {
    expect(requestOrder(['EXECUTION', 'APPROVAL'])).toEqual([
      { name: 'REVIEW', returnsTo: [] },
      { name: 'APPROVAL', returnsTo: ['REVIEW'] },
      { name: 'EXECUTION', returnsTo: ['REVIEW', 'APPROVAL'] },
    ]);
  });
});
