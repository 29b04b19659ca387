import { describe, expect, it } from '@jest/globals';
import { enterPhase, type PastPhase } from '../../../src/domain/tasks/enter-phase.ts';
import type { PhaseContext } from '../../../src/domain/tasks/phase-state.ts';

const past = (name: string, outcome: string | null, context: PhaseContext = {}): PastPhase => ({
  name,
  outcome,
  context,
});

const REVIEWED = past('REVIEW', 'APPROVED', { approved: ['check'] });
const returned = (resume: 'FORWARD' | 'BACK'): PastPhase =>
  past('APPROVAL', 'RETURN_TO_REVIEW', { target: 'check', resume, returning: 'city', approved: ['county'] });

describe('enterPhase', () => {
  it.each<[string, PastPhase[], string, PhaseContext]>([
    ['begins the first phase afresh', [], 'REVIEW', {}],
    ['begins a later phase afresh', [REVIEWED], 'APPROVAL', {}],
    [
      'begins anew where an administrator moved the case, whatever had been approved there',
      [REVIEWED, past('APPROVAL', 'MOVE_TO_REVIEW', { move: { stage: null }, target: 'old', approved: ['county'] })],
      'REVIEW',
      {},
    ],
    [
      'begins at the stage an administrator named',
      [REVIEWED, past('APPROVAL', 'MOVE_TO_REVIEW', { move: { stage: 'check' }, approved: ['county'] })],
      'REVIEW',
      { target: 'check', resume: 'FORWARD', approved: ['check'] },
    ],
    [
      'goes the whole way again behind a move',
      [REVIEWED, past('APPROVAL', 'MOVE_TO_REVIEW', { move: { stage: null }, approved: ['county'] }), REVIEWED],
      'APPROVAL',
      {},
    ],
    [
      'begins at the target of a return, with what had been approved there',
      [REVIEWED, returned('FORWARD')],
      'REVIEW',
      { target: 'check', resume: 'FORWARD', approved: ['check'] },
    ],
    [
      'begins at the target of a return where nothing is known of what had been approved',
      [past('REVIEW', 'APPROVED'), returned('FORWARD')],
      'REVIEW',
      { target: 'check', resume: 'FORWARD', approved: [] },
    ],
    [
      'begins anew where a move does not say at which stage',
      [REVIEWED, past('APPROVAL', 'MOVE_TO_REVIEW', { approved: ['county'] })],
      'REVIEW',
      {},
    ],
    [
      'begins anew where the phase was left without an outcome',
      [past('REVIEW', null, { approved: ['check'] }), past('APPROVAL', 'APPROVED')],
      'REVIEW',
      {},
    ],
    [
      'goes on after a return run forward, knowing what had been approved',
      [REVIEWED, returned('FORWARD'), REVIEWED],
      'APPROVAL',
      { resume: 'FORWARD', approved: ['county'] },
    ],
    [
      'goes straight back to the stage that returned',
      [REVIEWED, returned('BACK'), REVIEWED],
      'APPROVAL',
      { target: 'city', resume: 'BACK', approved: ['county'] },
    ],
    [
      'reopens for the person who took the decision back',
      [REVIEWED, past('APPROVAL', 'TAKEN_BACK', { target: 'check', by: 'me' })],
      'REVIEW',
      { target: 'check', by: 'me', resume: 'BACK', approved: ['check'], live: [], standsAgain: true },
    ],
    [
      'remembers the way straight back over a decision taken back on the way',
      [REVIEWED, returned('BACK'), REVIEWED, past('APPROVAL', 'TAKEN_BACK', { target: 'check', by: 'me' }), REVIEWED],
      'APPROVAL',
      { target: 'city', resume: 'BACK', approved: ['county'] },
    ],
    [
      'reopens for a person who took a return back',
      [REVIEWED, returned('FORWARD'), past('REVIEW', 'TAKEN_BACK', { target: 'city', by: 'me', resume: 'FORWARD' })],
      'APPROVAL',
      { target: 'city', by: 'me', resume: 'BACK', approved: ['county'], live: [], standsAgain: true },
    ],
    [
      'does not hand a returned stage to the person for whom the returning phase had once been reopened',
      [REVIEWED, past('APPROVAL', 'RETURN_TO_REVIEW', { target: 'check', resume: 'FORWARD', by: 'me' })],
      'REVIEW',
      { target: 'check', resume: 'FORWARD', approved: ['check'] },
    ],
  ])('%s', (_title, phases, name, context) => {
    expect(enterPhase(phases, name)).toStrictEqual(context);
  });
});
