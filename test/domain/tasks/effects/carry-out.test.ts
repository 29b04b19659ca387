import { describe, expect, it } from '@jest/globals';
import { carryOut } from '../../../../src/domain/tasks/effects/carry-out.ts';
import type { Effect, StageRun } from '../../../../src/domain/tasks/phase-state.ts';
import { approved, phase, run, stage } from '../phases.ts';

const RULES = [stage('a'), stage('x')];
const HELD = { state: 'SUSPENDED' } as const;
const GONE = { state: 'SUPERSEDED', supersededBy: 'z', outcome: 'APPROVE' } as const;

describe('a phase after what a decision does', () => {
  it.each<[Effect, Partial<StageRun>, Partial<StageRun>]>([
    [{ kind: 'END_RUN', run: 'a1', outcome: 'REJECT' }, {}, { state: 'DONE', outcome: 'REJECT' }],
    [{ kind: 'SUSPEND_RUN', run: 'a1' }, {}, HELD],
    [{ kind: 'RESUME_RUN', run: 'a1' }, HELD, { state: 'OPEN' }],
    [{ kind: 'RESTORE_RUN', run: 'a1' }, GONE, { ...GONE, state: 'DONE', supersededBy: null }],
    [{ kind: 'CANCEL_RUN', run: 'a1' }, {}, { state: 'CANCELED' }],
    [{ kind: 'SUPERSEDE_RUN', run: 'a1' }, GONE, { ...GONE, supersededBy: null }],
    [{ kind: 'UNBIND_RUN', run: 'a1' }, { returningKey: 'x' }, {}],
    [{ kind: 'END_PHASE', outcome: 'APPROVED', context: {} }, {}, {}],
  ])('%j of one run is in that run alone', (effect, before, after) => {
    const state = phase(RULES, [run('a', before), run('x')]);

    expect(carryOut(state, [effect], null)).toStrictEqual(phase(RULES, [run('a', after), run('x')]));
  });

  it('has a run more for each stage that opens, in the place of those it replaces', () => {
    const state = phase(RULES, [approved('a'), run('x')], ['b']);
    const open = { kind: 'OPEN_RUN', key: 'a', runKind: 'APPROVAL', replaces: ['a1'] } as const;

    expect(carryOut(state, [open], null).runs).toStrictEqual([
      approved('a', { state: 'SUPERSEDED', supersededBy: 'next:3' }),
      run('x'),
      run('a', { id: 'next:3', instance: 2 }),
    ]);
    expect(carryOut(state, [{ ...open, returningKey: 'x', standsAgain: true }], 'RETURN').runs.at(-1)).toStrictEqual(
      run('a', {
        id: 'next:3',
        instance: 2,
        openedBy: 'next:3',
        openedByOutcome: 'RETURN',
        returningKey: 'x',
        standsAgain: true,
      }),
    );
  });

  it('has them all one after the other', () => {
    const state = phase(RULES, [run('a'), run('x')]);
    const effects: Effect[] = [
      { kind: 'END_RUN', run: 'a1', outcome: 'RETURN' },
      { kind: 'OPEN_RUN', key: 'supplement', runKind: 'SUPPLEMENT', replaces: [] },
    ];

    expect(carryOut(state, effects, null).runs.map(({ key, kind, state: now }) => `${key} ${kind} ${now}`)).toEqual([
      'a APPROVAL DONE',
      'x APPROVAL OPEN',
      'supplement SUPPLEMENT OPEN',
    ]);
  });
});
