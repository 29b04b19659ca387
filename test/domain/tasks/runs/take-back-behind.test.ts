import { describe, expect, it } from '@jest/globals';
import type { StageRun } from '../../../../src/domain/tasks/phase-state.ts';
import { takeBack, takeBackPhase } from '../../../../src/domain/tasks/take-back.ts';
import { approved, inWords, phase, returned, run, stage } from '../phases.ts';

const TOO_LATE = expect.objectContaining({ code: 'TAKE_BACK_TOO_LATE' });
const NOBODY: ReadonlySet<string> = new Set();
const by = (outcome: string, decision = 'theirs') => ({ openedBy: decision, openedByOutcome: outcome });
const again = (instance: number, values: Partial<StageRun>) => ({ instance, ...values });
const over = (by: string): Partial<StageRun> => ({ state: 'SUPERSEDED', supersededBy: by });

/** z → a → b, with x beside them. */
const RULES = [stage('z'), stage('a', { after: ['z'] }), stage('b', { after: ['a'] }), stage('x')];

function back(runs: readonly StageRun[], mine: StageRun, since: readonly StageRun[] = [], word = mine.outcome ?? '') {
  const openedSince = new Set(since.map(({ id }) => id));
  return inWords(takeBack(phase(RULES, runs), { id: 'mine', run: mine, word, by: 'me', openedSince }, NOBODY));
}

describe('taking an approval back while a stage before it', () => {
  const mine = approved('b', again(2, {}));
  const askedBack = { ...by('RETURN'), returningKey: 'c' };
  const material = by('SUPPLEMENT');

  it.each<[string, StageRun[]]>([
    ['is asked straight back', [approved('z'), run('a', again(2, askedBack))]],
    ['looks at changed material again', [approved('z'), approved('a', over('a2')), run('a', again(2, material))]],
    [
      'looks at changed material again, and that a second time',
      [
        approved('z'),
        approved('a', over('a2')),
        returned('a', again(2, { ...material, ...over('a3') })),
        run('a', again(3, material)),
      ],
    ],
    [
      'is asked straight back and had the applicant asked',
      [approved('z'), returned('a', again(2, { ...askedBack, ...over('a3') })), run('a', again(3, material))],
    ],
    [
      'is asked straight back and itself asks further back',
      [run('z', again(2, { ...by('RETURN'), returningKey: 'a' })), returned('a', again(2, askedBack))],
    ],
  ])('%s gives the task back', (_title, before) => {
    expect(back([...before, mine, run('x')], mine)).toEqual(['open b for b2 to me']);
  });

  it.each<[string, StageRun[]]>([
    ['is done anew', [approved('z'), run('a', again(2, by('RETURN')))]],
    ['is open for the first time', [approved('z'), run('a')]],
    ['is not open yet', [approved('z')]],
    [
      'had returned the case and never approved it',
      [approved('z'), returned('a', over('a2')), run('a', again(2, material))],
    ],
    [
      'was opened by an approval after it had stood approved',
      [approved('z'), approved('a', over('a2')), run('a', again(2, by('APPROVE')))],
    ],
    [
      'looks at changed material that another stage had approved',
      [approved('z', over('a2')), approved('z', again(2, {})), run('a', again(2, material))],
    ],
  ])('%s since is too late', (_title, before) => {
    const opened = before.filter(({ state }) => state === 'OPEN');
    expect(() => back([...before, mine, run('x')], mine, opened)).toThrow(TOO_LATE);
  });

  it('was open beside it all along gives the task back', () => {
    expect(back([approved('z'), run('a'), mine, run('x')], mine)).toEqual(['open b for b2 to me']);
    const standing = [run('a', { state: 'SUPERSEDED', supersededBy: 'a2' }), run('a', again(2, { standsAgain: true }))];
    expect(back([approved('z'), ...standing, mine, run('x')], mine, standing.slice(1))).toEqual([
      'open b for b2 to me',
    ]);
  });
});

describe('taking a return back', () => {
  const mine = returned('b');

  it('gives the task back although a stage before it is open', () => {
    const owed = run('supplement', { ...by('RETURN', 'mine'), returningKey: 'b' });
    const state = [approved('z'), run('a', { state: 'SUSPENDED' }), run('x', { state: 'SUSPENDED' }), mine, owed];

    expect(back(state, mine, [owed])).toEqual([
      'supersede supplement1',
      'resume a1',
      'resume x1',
      'open b for b1 to me',
    ]);
  });

  const asked = run('a', again(2, { ...by('RETURN', 'mine'), returningKey: 'b' }));
  const owed = (values: Partial<StageRun>) => run('supplement', { ...by('RETURN'), returningKey: 'x', ...values });
  const answered = owed({ state: 'DONE', outcome: 'SUPPLEMENT' });

  it('is too late when the applicant has answered somebody else since', () => {
    const runs = [
      approved('z'),
      approved('a', over('a2')),
      mine,
      asked,
      answered,
      run('x', again(2, by('SUPPLEMENT'))),
    ];

    expect(() => back(runs, mine, [asked, answered])).toThrow(TOO_LATE);
  });

  it.each<[string, StageRun, boolean]>([
    ['the applicant had answered before', answered, false],
    ['somebody else has asked the applicant and taken that back', owed({ state: 'SUPERSEDED' }), true],
    ['a neighbour has opened and been approved', approved('x', again(2, by('APPROVE'))), true],
  ])('gives the task back although %s', (_title, other, isSince) => {
    const runs = [approved('z'), approved('a', over('a2')), mine, asked, other, run('x', again(3, {}))];

    expect(back(runs, mine, isSince ? [asked, other] : [asked])).toEqual([
      'supersede a2',
      'restore a1',
      'open b for b1 to me',
    ]);
  });

  it('is too late when another return has overtaken it', () => {
    const runs = [approved('z'), approved('a', over('a2')), mine, { ...asked, ...over('z2') }, run('x')];

    expect(() => back(runs, mine, [asked])).toThrow(TOO_LATE);
  });
});

describe('taking back a word', () => {
  it('is too late when somebody else of the stage has returned the case since', () => {
    const ended = returned('b');

    expect(() => back([approved('z'), approved('a'), ended, run('x')], ended, [], 'APPROVE')).toThrow(TOO_LATE);
  });

  it('leaves open what looks at changed material again', () => {
    const mine = approved('a');
    const looked = run('b', again(2, by('SUPPLEMENT')));

    expect(back([approved('z'), mine, approved('b', over('b2')), looked, run('x')], mine, [looked])).toEqual([
      'open a for a1 to me',
    ]);
  });

  it('closes what it opened in the run in which that stands again', () => {
    const mine = approved('a');
    const opened = run('b', { ...over('b2'), ...by('APPROVE', 'mine') });
    const standing = run('b', again(2, { standsAgain: true }));

    expect(back([approved('z'), mine, opened, standing, run('x')], mine)).toEqual([
      'supersede b2',
      'open a for a1 to me',
    ]);
  });

  it('of a phase before cancels what is open, and leaves what the system has decided or closed', () => {
    const runs = [approved('z', { automatic: true }), run('a', { state: 'CANCELED' }), run('x')];
    const decision = { id: 'mine', run: approved('m'), word: 'APPROVE', by: 'me', openedSince: NOBODY };

    expect(inWords(takeBackPhase(phase(RULES, runs), decision, NOBODY))).toEqual(['cancel x1', 'end phase TAKEN_BACK']);
  });
});
