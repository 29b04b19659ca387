import { describe, expect, it } from '@jest/globals';
import {
  concludeStage,
  concludeSupplement,
  expireSupplement,
  type StageConclusion,
} from '../../../src/domain/tasks/conclude-stage.ts';
import type { PhaseState } from '../../../src/domain/tasks/phase-state.ts';
import { approved, inWords, openRun, phase, returned, run, stage } from './phases.ts';

const APPROVE: StageConclusion = { kind: 'APPROVE' };
const TO_APPLICANT: StageConclusion = { kind: 'RETURN', to: 'applicant' };
const returnTo = (to: string, resume: 'FORWARD' | 'BACK', name = 'REVIEW'): StageConclusion => ({
  kind: 'RETURN',
  to,
  phase: name,
  resume,
});

/** a → b → c, with x beside all of them and d behind c and x. */
const RULES = [
  stage('a'),
  stage('x'),
  stage('b', { after: ['a'] }),
  stage('c', { after: ['b'] }),
  stage('d', { after: ['c', 'x'] }),
];

const conclude = (state: PhaseState, key: string, conclusion: StageConclusion): string[] =>
  inWords(concludeStage(state, openRun(state, key), conclusion));

describe('an approval', () => {
  it.each<[string, PhaseState, string, string[]]>([
    ['opens what comes after', phase(RULES, [run('a'), run('x')]), 'a', ['end a1 APPROVE', 'open b']],
    [
      'opens nothing while a join still waits',
      phase(RULES, [approved('a'), run('x'), approved('b'), run('c')]),
      'c',
      ['end c1 APPROVE'],
    ],
    [
      'closes a join as its last branch',
      phase(RULES, [approved('a'), run('x'), approved('b'), approved('c')]),
      'x',
      ['end x1 APPROVE', 'open d'],
    ],
    [
      'ends the phase as the last one',
      phase(RULES, [approved('a'), approved('x'), approved('b'), approved('c'), run('d')]),
      'd',
      ['end d1 APPROVE', 'end phase APPROVED'],
    ],
    [
      'counts what was kept from an earlier run of the phase',
      phase(RULES, [run('d')], ['a', 'x', 'b', 'c']),
      'd',
      ['end d1 APPROVE', 'end phase APPROVED'],
    ],
    [
      'opens a stage that had returned the case again, in the place of its earlier run',
      phase(RULES, [returned('b'), run('a', { instance: 2, openedByOutcome: 'RETURN' }), run('x')]),
      'a',
      ['end a2 APPROVE', 'open b for b1'],
    ],
    [
      'leaves the later stages alone when it ran only to go straight back',
      phase(RULES, [approved('b'), returned('c'), run('a', { instance: 2, returningKey: 'c' }), run('x')]),
      'a',
      ['end a2 APPROVE', 'open c for c1'],
    ],
    [
      'of a neighbour does not call back a stage that waits for the one it returned to',
      phase(RULES, [approved('b'), returned('c'), run('a', { instance: 2, returningKey: 'c' }), run('x')]),
      'x',
      ['end x1 APPROVE'],
    ],
  ])('%s', (_title, state, key, words) => {
    expect(conclude(state, key, APPROVE)).toEqual(words);
  });

  it('tells the next phase which stages stood approved', () => {
    const effects = concludeStage(phase(RULES.slice(0, 2), [run('a')], ['x']), run('a'), APPROVE);

    expect(effects.at(-1)).toEqual({ kind: 'END_PHASE', outcome: 'APPROVED', context: { approved: ['a', 'x'] } });
  });
});

describe('a refusal', () => {
  it('ends the phase and cancels everything else in it', () => {
    const state = phase(RULES, [approved('a'), run('x'), run('b')]);

    expect(conclude(state, 'b', { kind: 'REJECT' })).toEqual(['end b1 REJECT', 'cancel x1', 'end phase REJECTED']);
  });
});

describe('a return to the applicant', () => {
  it('suspends the open neighbours and keeps the results that were given', () => {
    const state = phase(RULES, [approved('a'), run('x'), run('b')]);

    expect(conclude(state, 'b', TO_APPLICANT)).toEqual(['end b1 RETURN', 'suspend x1', 'open supplement then b']);
  });
});

describe('a supplement', () => {
  const owing = phase(
    [stage('a', { dependsOn: ['LICENCE'] }), stage('x', { dependsOn: ['LICENCE'] }), stage('b', { after: ['a'] })],
    [approved('a'), run('x', { state: 'SUSPENDED' }), returned('b'), run('supplement', { returningKey: 'b' })],
  );
  const answer = (state: PhaseState, items: string[]): string[] =>
    inWords(concludeSupplement(state, openRun(state, 'supplement'), items));

  it('lets the neighbours go on and the returning stage look again', () => {
    expect(answer(owing, ['PLAN'])).toEqual(['end supplement1 SUPPLEMENT', 'resume x1', 'open b for b1']);
  });

  it('reopens a finished stage that depends on what changed, and no suspended one twice', () => {
    expect(answer(owing, ['LICENCE'])).toEqual([
      'end supplement1 SUPPLEMENT',
      'resume x1',
      'open b for b1',
      'open a for a1',
    ]);
  });

  it('reopens a kept result that depends on what changed', () => {
    const state = phase(owing.rules, [returned('b'), run('supplement', { returningKey: 'b' })], ['a', 'x']);

    expect(answer(state, ['LICENCE'])).toEqual(['end supplement1 SUPPLEMENT', 'open b for b1', 'open a', 'open x']);
  });

  it('leaves a stage that waits for another one waiting', () => {
    const rules = [stage('a'), stage('b', { after: ['a'], dependsOn: ['LICENCE'] })];
    const state = phase(rules, [
      returned('b'),
      returned('a', { instance: 2, returningKey: 'b' }),
      run('supplement', { returningKey: 'a' }),
    ]);

    expect(answer(state, ['LICENCE'])).toEqual(['end supplement1 SUPPLEMENT', 'open a for a2 then b']);
  });

  it('does not ask a stage again that the route no longer has, nor one that nobody named', () => {
    const rules = [stage('a'), stage('x')];
    const owed = (returningKey: string | null) =>
      phase(rules, [approved('a'), run('x', { state: 'SUSPENDED' }), run('supplement', { returningKey })]);

    expect(answer(owed('gone'), [])).toEqual(['end supplement1 SUPPLEMENT', 'resume x1']);
    expect(answer(owed(null), [])).toEqual(['end supplement1 SUPPLEMENT', 'resume x1']);
  });

  it('ends the phase where a changed route wants nothing more', () => {
    const state = phase([stage('a')], [approved('a'), run('supplement', { returningKey: 'gone' })]);
    const effects = concludeSupplement(state, openRun(state, 'supplement'), []);

    expect(inWords(effects)).toEqual(['end supplement1 SUPPLEMENT', 'end phase APPROVED']);
    expect(effects.at(-1)).toMatchObject({ context: { approved: ['a'] } });
  });

  it('that nobody hands in ends the phase', () => {
    expect(inWords(expireSupplement(owing, openRun(owing, 'supplement')))).toEqual([
      'end supplement1 EXPIRE',
      'cancel x1',
      'end phase EXPIRED',
    ]);
  });
});

describe('a return to an earlier stage, run forward again', () => {
  const reviewed = [approved('a'), run('x'), approved('b'), run('c')];

  it('replaces everything after the target, and the open neighbours, which begin anew', () => {
    expect(conclude(phase(RULES, reviewed), 'c', returnTo('a', 'FORWARD'))).toEqual([
      'end c1 RETURN',
      'open a for a1 b1',
      'open x for x1',
    ]);
  });

  it('leaves a result standing whose rule keeps it', () => {
    const rules = RULES.map((rule) => (rule.key === 'b' ? { ...rule, onReturn: 'KEEP' as const } : rule));

    expect(conclude(phase(rules, reviewed), 'c', returnTo('a', 'FORWARD'))).toEqual([
      'end c1 RETURN',
      'open a for a1',
      'open x for x1',
    ]);
  });

  it('leaves a finished neighbour standing that does not come after the target', () => {
    const state = phase(RULES, [approved('a'), approved('x'), approved('b'), run('c')]);

    expect(conclude(state, 'c', returnTo('b', 'FORWARD'))).toEqual(['end c1 RETURN', 'open b for b1']);
  });

  it('does a kept result again that a supplement had reopened before', () => {
    const rules = [stage('a'), stage('x'), stage('b', { after: ['x'] })];
    const reopened = run('a', { openedBy: 'd1', openedByOutcome: 'SUPPLEMENT' });
    const state = phase(
      rules,
      [returned('b'), { ...reopened, state: 'SUPERSEDED', supersededBy: 'x1' }, run('x')],
      ['a'],
    );

    expect(conclude(state, 'x', APPROVE)).toEqual(['end x1 APPROVE', 'open a', 'open b for b1']);
  });

  it('does kept results after the target again as well', () => {
    const state = phase(
      RULES,
      [returned('c'), run('a', { instance: 2, openedBy: 'd1', openedByOutcome: 'RETURN' })],
      ['a', 'x', 'b'],
    );

    expect(conclude(state, 'a', APPROVE)).toEqual(['end a2 APPROVE', 'open b']);
  });
});

describe('a return to an earlier stage, straight back', () => {
  it('opens the target alone and leaves neighbours and results as they are', () => {
    const state = phase(RULES, [approved('a'), run('x'), approved('b'), run('c')]);

    expect(conclude(state, 'c', returnTo('a', 'BACK'))).toEqual(['end c1 RETURN', 'open a for a1 then c']);
  });

  it('opens a stage kept from an earlier run, of which there is nothing to replace', () => {
    const state = phase(RULES, [run('x'), run('c')], ['a', 'b']);

    expect(conclude(state, 'c', returnTo('a', 'BACK'))).toEqual(['end c1 RETURN', 'open a then c']);
  });
});

describe('a return into an earlier phase', () => {
  it.each(['FORWARD', 'BACK'] as const)('%s ends this one and says where to begin', (resume) => {
    const state = phase(RULES, [approved('a'), run('x'), run('b')]);
    const effects = concludeStage(state, openRun(state, 'b'), returnTo('material', resume, 'MATERIAL'));

    expect(inWords(effects)).toEqual(['end b1 RETURN', 'cancel x1', 'end phase RETURN_TO_MATERIAL']);
    expect(effects.at(-1)).toMatchObject({
      context: { target: 'material', resume, returning: 'b', approved: ['a'] },
    });
  });
});

describe('a return to where nothing was approved', () => {
  it.each([
    ['the returning stage itself', 'c'],
    ['a later stage', 'd'],
    ['a neighbour that is still open', 'x'],
    ['a stage nobody knows', 'z'],
  ])('is refused: %s', (_title, to) => {
    const state = phase(RULES, [approved('a'), run('x'), approved('b'), run('c')]);

    expect(() => concludeStage(state, openRun(state, 'c'), returnTo(to, 'FORWARD'))).toThrow(
      expect.objectContaining({ code: 'RETURN_TARGET_UNKNOWN', facts: { to } }),
    );
  });
});
