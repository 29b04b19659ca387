import { describe, expect, it } from '@jest/globals';
import { openPhase } from '../../../src/domain/tasks/open-phase.ts';
import type { PhaseContext } from '../../../src/domain/tasks/phase-state.ts';
import { inWords, stage } from './phases.ts';

/** a → b → c, x beside them, d behind c and x. */
const RULES = [
  stage('a'),
  stage('x'),
  stage('b', { after: ['a'], onReturn: 'KEEP' }),
  stage('c', { after: ['b'] }),
  stage('d', { after: ['c', 'x'] }),
];

describe('openPhase', () => {
  it.each<[string, PhaseContext, string[], string[]]>([
    ['begins afresh with every stage that comes after nothing', {}, [], ['open a', 'open x']],
    ['begins afresh when the target is no stage of its own', { target: 'material' }, [], ['open a', 'open x']],
    [
      'returned to, run forward: does again what follows the target, unless its rule keeps it',
      { target: 'a', resume: 'FORWARD', approved: ['a', 'x', 'b', 'c', 'd'] },
      ['x', 'b'],
      ['open a'],
    ],
    [
      'returned to, straight back: does the target again and nothing else',
      { target: 'a', resume: 'BACK', approved: ['a', 'x', 'b', 'c', 'd'] },
      ['x', 'b', 'c', 'd'],
      ['open a'],
    ],
    [
      'after a return of its own, run forward: keeps only what its rule keeps',
      { resume: 'FORWARD', approved: ['a', 'x', 'b'] },
      ['b'],
      ['open a', 'open x'],
    ],
    [
      'after a return of its own, straight back: asks the returning stage, and the neighbour nobody had decided yet',
      { target: 'c', resume: 'BACK', approved: ['a', 'b'] },
      ['a', 'b'],
      ['open x', 'open c'],
    ],
    [
      'after a decision was taken back: asks that person again',
      { target: 'd', resume: 'BACK', by: 'me', approved: ['a', 'x', 'b', 'c', 'd'] },
      ['a', 'x', 'b', 'c'],
      ['open d to me'],
    ],
    [
      'opens the target even while an earlier stage has to run again',
      { target: 'c', resume: 'BACK', approved: ['a', 'x'] },
      ['a', 'x'],
      ['open b', 'open c'],
    ],
    [
      'after a decision was taken back: gives it to that person, and the neighbour nobody had decided yet to whoever is asked',
      { target: 'c', resume: 'BACK', by: 'me', approved: ['a', 'b'] },
      ['a', 'b'],
      ['open x', 'open c to me'],
    ],
    [
      'after a decision was taken back: opens besides what had been open, and nothing that had not',
      { target: 'd', resume: 'BACK', approved: ['a'], live: ['b'], standsAgain: true },
      ['a'],
      ['open b', 'open d'],
    ],
    [
      'after a decision was taken back of which nobody knows what had been open beside it: opens that alone',
      { target: 'd', resume: 'BACK', approved: ['a'], standsAgain: true },
      ['a'],
      ['open d'],
    ],
    [
      'keeps nothing where a changed route wants only what had been approved',
      { resume: 'BACK', approved: ['a', 'x', 'b', 'c', 'd'] },
      [],
      ['open a', 'open x'],
    ],
  ])('%s', (_title, context, kept, words) => {
    const opened = openPhase(RULES, context);

    expect(opened.kept).toEqual(kept);
    expect(inWords(opened.effects)).toEqual(words);
  });

  it('says of a run that it stands again, and for whom, only where it does', () => {
    const plain = { kind: 'OPEN_RUN', key: 'a', runKind: 'APPROVAL', replaces: [] };
    const again = { target: 'a', resume: 'BACK', by: 'me', approved: ['x'], standsAgain: true } as const;

    expect(openPhase(RULES.slice(0, 2), { approved: ['x'] }).effects[0]).toStrictEqual(plain);
    expect(openPhase(RULES.slice(0, 2), again).effects).toStrictEqual([
      { ...plain, assignTo: 'me', standsAgain: true },
    ]);
  });
});
