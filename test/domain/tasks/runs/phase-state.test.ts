import { describe, expect, it } from '@jest/globals';
import { openReady } from '../../../../src/domain/tasks/open-ready.ts';
import { approvedKeys, isAwaiting, isTakenBack, standingRun } from '../../../../src/domain/tasks/phase-state.ts';
import { approved, inWords, phase, returned, run, stage } from '../phases.ts';

const KEPT = { onReturn: 'KEEP' } as const;
const FORWARD = { instance: 2, openedByOutcome: 'RETURN' } as const;

describe('what stands approved', () => {
  it('is, of a stage whose last run was closed without a word, the word of the run before', () => {
    expect(approvedKeys(phase([stage('a')], [approved('a'), run('a', { instance: 2, state: 'CANCELED' })]))).toEqual([
      'a',
    ]);
  });

  it('is, of what was kept from before, only what its rule keeps behind a stage that runs forward again', () => {
    const rules = [stage('a', KEPT), stage('b', { after: ['a'] }), stage('c', { after: ['a'], ...KEPT }), stage('x')];

    expect(approvedKeys(phase(rules, [run('a', FORWARD)], ['a', 'b', 'c', 'x']))).toEqual(['c', 'x']);
  });

  it('is all that was kept behind a stage that is only looked at again, or was opened by a return since taken back', () => {
    const rules = [stage('a'), stage('b', { after: ['a'] })];
    const straightBack = run('a', { ...FORWARD, returningKey: 'b' });
    const takenBack = run('a', { ...FORWARD, state: 'SUPERSEDED' });

    expect(approvedKeys(phase(rules, [straightBack], ['a', 'b']))).toEqual(['b']);
    expect(approvedKeys(phase(rules, [takenBack], ['a', 'b']))).toEqual(['a', 'b']);
  });
});

describe('a stage that returned the case straight back', () => {
  /** A changed route, in which b no longer comes after a. */
  const rules = [stage('a'), stage('b')];
  const asked = run('a', { ...FORWARD, returningKey: 'b' });

  it('waits for the answer, also where a changed route would not have it wait', () => {
    const state = phase(rules, [returned('b'), asked]);

    expect(isAwaiting(state, 'b')).toBe(true);
    expect(openReady(state)).toEqual([]);
  });

  it.each([
    ['was given', [returned('b'), { ...asked, state: 'DONE' as const, outcome: 'APPROVE' }]],
    [
      'is owed to nobody any more, because the stage runs forward now',
      [
        returned('b'),
        { ...asked, state: 'SUPERSEDED' as const, supersededBy: 'a3' },
        run('a', { instance: 3, openedByOutcome: 'RETURN' }),
      ],
    ],
    ['was taken back with the question', [returned('b'), { ...asked, state: 'SUPERSEDED' as const }, run('a')]],
  ])('waits no more for one that %s', (_title, runs) => {
    const state = phase(rules, runs);

    expect(isAwaiting(state, 'b')).toBe(false);
    expect(inWords(openReady(state))).toEqual(['open b for b1']);
  });

  it('waits for nothing where its question left no run', () => {
    expect(isAwaiting(phase(rules, [returned('b'), { ...asked, state: 'SUPERSEDED' }]), 'b')).toBe(false);
  });

  it('does not wait for the applicant as for a stage', () => {
    expect(isAwaiting(phase(rules, [returned('b'), run('supplement', { returningKey: 'b' })]), 'b')).toBe(false);
  });
});

describe('a run that stands again in others', () => {
  const first = approved('a', { state: 'SUPERSEDED', supersededBy: 'a2' });
  const second = run('a', { instance: 2, state: 'SUPERSEDED', supersededBy: 'a3', standsAgain: true });
  const third = run('a', { instance: 3, standsAgain: true });

  it('stands where the last of them stands, and is taken back with it', () => {
    const state = phase([stage('a')], [first, second, third]);

    expect(standingRun(state, first)).toBe(third);
    expect(isTakenBack(state, first)).toBe(false);
    expect(isTakenBack(phase([stage('a')], [first, { ...second, supersededBy: null }]), first)).toBe(true);
  });

  it('does not stand in one that only came in its place', () => {
    const state = phase([stage('a')], [first, { ...second, standsAgain: false }, third]);

    expect(standingRun(state, first)).toBe(first);
  });
});
