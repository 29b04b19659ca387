import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { predict, type Course, type CoursePhase } from '../../../src/domain/prediction/predict.ts';
import type { PhaseOrder } from '../../../src/domain/routes/phase-order.ts';
import type { RouteBody, StageRule } from '../../../src/domain/routes/route.ts';
import type { StageRun } from '../../../src/domain/tasks/phase-state.ts';
import { approved, returned, run, stage } from '../tasks/phases.ts';

const ORDER: PhaseOrder = [
  { name: 'SCREENING', returnsTo: [], mayDecideAlone: true },
  { name: 'MATERIAL', returnsTo: [] },
  { name: 'APPROVAL', returnsTo: ['MATERIAL'] },
];
const route = (approval: readonly StageRule[]): RouteBody => ({
  process: 'TEST',
  phases: {
    SCREENING: { stages: [stage('s')] },
    MATERIAL: { stages: [stage('m')] },
    APPROVAL: { stages: [...approval] },
  },
});
const ROUTE = route([stage('a'), stage('b', { after: ['a'] }), stage('c', { after: ['b'] })]);

const open = (
  seq: number,
  name: string,
  runs: readonly StageRun[],
  context: CoursePhase['context'] = {},
): CoursePhase => ({
  seq,
  name,
  isOver: false,
  outcome: null,
  context,
  runs,
});
const over = (
  seq: number,
  name: string,
  outcome: string,
  runs: readonly StageRun[],
  context: CoursePhase['context'] = {},
): CoursePhase => ({ seq, name, isOver: true, outcome, context, runs });

const days = (n: number) => n * 86_400_000;

function path(course: Partial<Course>, body: RouteBody = ROUTE): string[] {
  const { phases } = predict(ORDER, body, { phases: [], isEnded: false, ...course }, 0, () => undefined);
  return phases.flatMap(({ name, state, conditional, stages }) => [
    `${name} ${state}${conditional ? ' perhaps' : ''}`,
    ...stages.map((one) => `  ${one.key} ${one.state}${one.again ? ' again' : ''}`),
  ]);
}

const PASSED = over(1, 'SCREENING', 'PASSED', []);
const REVIEWED = over(2, 'MATERIAL', 'APPROVED', [approved('m')], { approved: ['m'] });
const DONE_BEFORE = ['SCREENING DONE', '  s NOT_NEEDED', 'MATERIAL DONE', '  m DONE'];

describe('the predicted way of a case', () => {
  it('is all to come before it begins, and what the system may settle alone is marked', () => {
    expect(path({})).toEqual([
      'SCREENING TO_COME perhaps',
      '  s TO_COME',
      'MATERIAL TO_COME',
      '  m TO_COME',
      'APPROVAL TO_COME',
      '  a TO_COME',
      '  b TO_COME',
      '  c TO_COME',
    ]);
  });

  it('tells what is done, where it stands, and what comes', () => {
    expect(path({ phases: [PASSED, REVIEWED, open(3, 'APPROVAL', [approved('a'), run('b')])] })).toEqual([
      ...DONE_BEFORE,
      'APPROVAL CURRENT',
      '  a DONE',
      '  b CURRENT',
      '  c TO_COME',
    ]);
  });

  it('knows the next phase before it has opened', () => {
    expect(path({ phases: [PASSED, REVIEWED] }).slice(4)).toEqual([
      'APPROVAL TO_COME',
      '  a TO_COME',
      '  b TO_COME',
      '  c TO_COME',
    ]);
  });

  it('goes by way of the applicant after a return to them', () => {
    const runs = [approved('a'), returned('b'), run('supplement', { returningKey: 'b' })];
    expect(path({ phases: [PASSED, REVIEWED, open(3, 'APPROVAL', runs)] }).slice(4)).toEqual([
      'APPROVAL CURRENT',
      '  supplement CURRENT',
      '  a DONE',
      '  b TO_COME again',
      '  c TO_COME',
    ]);
  });

  it('goes again through everything that an earlier stage makes fall, and not through what is kept', () => {
    const kept = route([stage('a', { onReturn: 'KEEP' }), stage('b', { after: ['a'] }), stage('c', { after: ['b'] })]);
    const back = over(3, 'APPROVAL', 'RETURN_TO_MATERIAL', [approved('a'), approved('b'), returned('c')], {
      target: 'm',
      resume: 'FORWARD',
      returning: 'c',
      approved: ['a', 'b'],
    });
    const again = open(4, 'MATERIAL', [run('m', { id: 'm of phase 4' })], {
      target: 'm',
      resume: 'FORWARD',
      approved: ['m'],
    });
    expect(path({ phases: [PASSED, REVIEWED, back, again] }, kept).slice(2)).toEqual([
      'MATERIAL CURRENT',
      '  m CURRENT again',
      'APPROVAL TO_COME',
      '  a KEPT',
      '  b TO_COME again',
      '  c TO_COME again',
    ]);
  });

  it('jumps straight back to whoever returned it', () => {
    const back = over(3, 'APPROVAL', 'RETURN_TO_MATERIAL', [approved('a'), approved('b'), returned('c')], {
      target: 'm',
      resume: 'BACK',
      returning: 'c',
      approved: ['a', 'b'],
    });
    expect(path({ phases: [PASSED, REVIEWED, back] }).slice(2)).toEqual([
      'MATERIAL TO_COME',
      '  m TO_COME again',
      'APPROVAL TO_COME',
      '  a KEPT',
      '  b KEPT',
      '  c TO_COME again',
    ]);
  });

  it('ends where the case ended', () => {
    const refused = over(3, 'APPROVAL', 'REJECTED', [approved('a'), run('b', { state: 'DONE', outcome: 'REJECT' })]);
    expect(path({ phases: [PASSED, REVIEWED, refused], isEnded: true })).toEqual([
      ...DONE_BEFORE,
      'APPROVAL DONE',
      '  a DONE',
      '  b DONE',
      '  c NOT_REACHED',
    ]);
    expect(path({ phases: [over(1, 'SCREENING', 'BLOCKED', [])], isEnded: true }).slice(2, 4)).toEqual([
      'MATERIAL NOT_REACHED',
      '  m NOT_REACHED',
    ]);
  });
});

describe('the latest end of the way', () => {
  const latest = (body: RouteBody, phases: readonly CoursePhase[] = []) =>
    predict(ORDER, body, { phases, isEnded: false }, 0, ({ key }, from) => (key === 'x' ? undefined : from + days(2)));

  it('adds what comes after each other and not what runs beside', () => {
    expect(latest(ROUTE).latest).toBe(days(2 + 3 * 2));
    const beside = route([stage('a'), stage('b'), stage('c', { after: ['a', 'b'] })]);
    expect(latest(beside).latest).toBe(days(2 + 2 * 2));
    const { phases } = latest(beside);
    expect(phases[2]?.stages.map((one) => one.latest)).toEqual([days(4), days(4), days(6)]);
  });

  it('is unknown from the first stage on that has no deadline, and known beside it', () => {
    const untimed = route([stage('x'), stage('b'), stage('c', { after: ['x', 'b'] })]);
    const { latest: end, phases } = latest(untimed);
    expect(end).toBeUndefined();
    expect(phases[2]?.stages.map((one) => one.latest)).toEqual([undefined, days(4), undefined]);
  });
});

describe('whatever the stages are', () => {
  it('each is predicted once, none before what it comes after', () => {
    const anyStages = fc.array(fc.array(fc.nat(3), { maxLength: 2 }), { minLength: 1, maxLength: 5 }).map((drafts) =>
      drafts.map((after, n) =>
        stage(`k${n}`, {
          after: [...new Set(after.map((back) => n - 1 - back).filter((m) => m >= 0))].map((m) => `k${m}`),
        }),
      ),
    );
    fc.assert(
      fc.property(anyStages, (stages) => {
        const { phases } = predict(ORDER, route(stages), { phases: [], isEnded: false }, 0, (_run, from) => from + 1);
        const told = phases[2]?.stages ?? [];
        expect(told.map(({ key }) => key)).toEqual(stages.map(({ key }) => key));
        const end = new Map(told.map(({ key, latest }) => [key, latest]));
        // The review before takes one, the screening none: nobody may be asked.
        for (const { key, after } of stages) {
          expect(end.get(key)).toBe(1 + Math.max(1, ...after.map((name) => end.get(name) ?? Infinity)));
        }
      }),
    );
  });
});
