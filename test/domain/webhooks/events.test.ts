import { describe, expect, it } from '@jest/globals';
import { happeningOf, type Recorded } from '../../../src/domain/webhooks/events.ts';

const entry: Recorded = {
  action: 'TASK_APPROVE',
  caseId: 'c1',
  subject: 'task:t1',
  reasonCode: 'BY_TIME_APPROVED',
  after: { decision: 'd1', stage: 'county', returnTo: null, opened: ['city'], phaseOutcome: 'APPROVED', to: 'p1' },
  actor: { kind: 'SYSTEM' },
};

describe('an entry of the record', () => {
  it('is told with its codes, and without the people in it', () => {
    expect(happeningOf(entry)).toEqual({
      event: 'task.decided',
      caseId: 'c1',
      data: {
        taskId: 't1',
        stage: 'county',
        phaseOutcome: 'APPROVED',
        outcome: 'APPROVE',
        reasonCode: 'BY_TIME_APPROVED',
        bySystem: true,
      },
    });
  });

  it.each([
    ['a word that is no event', { action: 'COMMENT_ADDED' }],
    ['a word of every object', { action: 'constructor' }],
    ['an act without a case', { caseId: undefined }],
  ])('is nobody’s business outside: %s', (_name, change) => {
    expect(happeningOf({ ...entry, ...change })).toBeUndefined();
  });

  it('names a decision that was taken back', () => {
    const told = happeningOf({
      action: 'DECISION_TAKEN_BACK',
      caseId: 'c1',
      subject: 'decision:d1',
      actor: { kind: 'PERSON' },
    });
    expect(told).toEqual({ event: 'decision.taken_back', caseId: 'c1', data: { decisionId: 'd1', bySystem: false } });
  });
});
