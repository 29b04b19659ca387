import { describe, expect, it } from '@jest/globals';
import { takeBack, takeBackPhase } from '../../../src/domain/tasks/take-back.ts';
import type { PhaseState, StageRun } from '../../../src/domain/tasks/phase-state.ts';
import { approved, inWords, phase, returned, run, stage } from './phases.ts';

const RULES = [stage('a'), stage('x'), stage('b', { after: ['a'] }), stage('c', { after: ['b', 'x'] })];
const NOBODY: ReadonlySet<string> = new Set();
const openedBy = (id: string, outcome: string) => ({ openedBy: id, openedByOutcome: outcome });

const own = (of: StageRun, since: readonly StageRun[] = []) => ({
  id: 'mine',
  run: of,
  word: of.outcome ?? 'APPROVE',
  by: 'me',
  openedSince: new Set(since.map(({ id }) => id)),
});
const back = (state: PhaseState, of: StageRun, touched = NOBODY) => inWords(takeBack(state, own(of), touched));

describe('taking back inside the phase', () => {
  it('an approval replaces what it opened and gives the task back to the person', () => {
    const mine = approved('a');
    const state = phase(RULES, [mine, run('x'), run('b', openedBy('mine', 'APPROVE'))]);

    expect(back(state, mine)).toEqual(['supersede b1', 'open a for a1 to me']);
  });

  it('an approval that opened nothing only opens its own stage again', () => {
    const mine = approved('x');
    const state = phase(RULES, [approved('a'), mine, run('b')]);

    expect(back(state, mine)).toEqual(['open x for x1 to me']);
  });

  it('an approval closes again the join that a neighbour opened on it', () => {
    const mine = approved('x');
    const joined = run('c', openedBy('theirs', 'APPROVE'));
    const state = phase(RULES, [approved('a'), mine, approved('b'), joined]);

    expect(inWords(takeBack(state, own(mine, [joined]), NOBODY))).toEqual(['supersede c1', 'open x for x1 to me']);
  });

  it('an approval on a second run leaves alone what had opened behind it before', () => {
    const mine = approved('a', { instance: 2 });
    const state = phase(RULES, [
      run('x'),
      mine,
      approved('b', { instance: 2 }),
      run('c', openedBy('theirs', 'APPROVE')),
    ]);

    expect(back(state, mine)).toEqual(['open a for a2 to me']);
  });

  it('an approval on the way straight back leaves the returning stage waiting again', () => {
    const mine = approved('a', { instance: 2, returningKey: 'b' });
    const before = returned('b', { state: 'SUPERSEDED', supersededBy: 'b2' });
    const state = phase(RULES, [run('x'), before, mine, run('b', { instance: 2, ...openedBy('mine', 'APPROVE') })]);

    expect(back(state, mine)).toEqual(['supersede b2', 'restore b1', 'open a for a2 then b to me']);
  });

  it('a return to the applicant lets the neighbours go on', () => {
    const mine = returned('b');
    const owed = run('supplement', { ...openedBy('mine', 'RETURN'), returningKey: 'b' });
    const state = phase(RULES, [approved('a'), run('x', { state: 'SUSPENDED' }), mine, owed]);

    expect(back(state, mine)).toEqual(['supersede supplement1', 'resume x1', 'open b for b1 to me']);
  });

  it('a return run forward makes finished results stand again and opens replaced tasks anew', () => {
    const mine = returned('b');
    const state = phase(RULES, [
      approved('a', { state: 'SUPERSEDED', supersededBy: 'a2' }),
      run('x', { state: 'SUPERSEDED', supersededBy: 'a2', returningKey: 'c' }),
      mine,
      run('a', { instance: 2, ...openedBy('mine', 'RETURN') }),
    ]);

    expect(back(state, mine)).toEqual(['supersede a2', 'restore a1', 'open x for x1 then c', 'open b for b1 to me']);
  });

  it('closes again what a return elsewhere has closed already', () => {
    const mine = approved('a');
    const closed = run('b', { state: 'SUPERSEDED', supersededBy: 'z', ...openedBy('mine', 'APPROVE') });

    expect(back(phase(RULES, [mine, closed]), mine)).toEqual(['supersede b1', 'open a for a1 to me', 'open x']);
  });

  it('closes for good what had begun anew because of a return beside it', () => {
    const mine = approved('x');
    const first = run('c', { state: 'SUPERSEDED', supersededBy: 'c2', ...openedBy('mine', 'APPROVE') });
    const anew = run('c', { id: 'c2', instance: 2, ...openedBy('theirs', 'RETURN') });
    const state = phase(RULES, [approved('a'), approved('b'), mine, first, anew]);

    expect(inWords(takeBack(state, own(mine, [first, anew]), NOBODY))).toEqual([
      'supersede c1',
      'supersede c2',
      'open x for x1 to me',
    ]);
  });

  it('is too late when somebody had a task in hand before it stood again', () => {
    const mine = approved('a');
    const first = run('b', { state: 'SUPERSEDED', supersededBy: 'b2', ...openedBy('mine', 'APPROVE') });
    const again = run('b', { id: 'b2', instance: 2, standsAgain: true });

    expect(() =>
      takeBack(phase(RULES, [mine, run('x'), first, again]), own(mine, [first, again]), new Set(['b1'])),
    ).toThrow(expect.objectContaining({ code: 'TAKE_BACK_TOO_LATE' }));
  });

  it('is not held up by a run that another taking back has removed', () => {
    const mine = approved('b');
    const gone = run('c', { state: 'SUPERSEDED', ...openedBy('mine', 'APPROVE') });
    const state = phase(RULES, [approved('a'), mine, gone, run('x', { instance: 2 })]);

    expect(back(state, mine)).toEqual(['open b for b1 to me']);
  });

  it.each<[string, readonly StageRun[], ReadonlySet<string>]>([
    ['somebody claimed what it opened', [run('b', openedBy('mine', 'APPROVE'))], new Set(['b1'])],
    ['somebody decided what it opened', [approved('b', openedBy('mine', 'APPROVE'))], NOBODY],
    ['what it opened is suspended', [run('b', { state: 'SUSPENDED', ...openedBy('mine', 'APPROVE') })], NOBODY],
    ['a neighbour returned the case to the applicant', [returned('x'), run('supplement')], NOBODY],
    ['the stage behind it was decided', [approved('b', openedBy('theirs', 'APPROVE'))], NOBODY],
  ])('is too late when %s', (_title, others, touched) => {
    const mine = approved('a');

    expect(() => takeBack(phase(RULES, [mine, ...others]), own(mine, others), touched)).toThrow(
      expect.objectContaining({ code: 'TAKE_BACK_TOO_LATE' }),
    );
  });
});

describe('taking back across phases', () => {
  const mine = approved('z');

  it('cancels what the next phase opened and says where to begin again', () => {
    const effects = takeBackPhase(phase(RULES, [run('a'), run('x')]), own(mine), NOBODY);

    expect(inWords(effects)).toEqual(['cancel a1', 'cancel x1', 'end phase TAKEN_BACK']);
    expect(effects.at(-1)).toMatchObject({ context: { target: 'z', by: 'me' } });
  });

  it.each<[string, StageRun, ReadonlySet<string>]>([
    ['claimed', run('a'), new Set(['a1'])],
    ['decided', approved('a'), NOBODY],
  ])('is too late when something there was %s', (_title, there, touched) => {
    expect(() => takeBackPhase(phase(RULES, [there, run('x')]), own(mine), touched)).toThrow(
      expect.objectContaining({ code: 'TAKE_BACK_TOO_LATE' }),
    );
  });
});
