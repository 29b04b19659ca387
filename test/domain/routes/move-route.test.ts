import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { moveRoute } from '../../../src/domain/routes/move-route.ts';
import type { StageRule } from '../../../src/domain/routes/route.ts';
import { concludeStage, concludeSupplement } from '../../../src/domain/tasks/conclude-stage.ts';
import { approvedKeys, isLive, type PhaseState } from '../../../src/domain/tasks/phase-state.ts';
import { approved, carryOut, inWords, openRun, phase, returned, run, stage } from '../tasks/phases.ts';

const OLD = [stage('a'), stage('b', { after: ['a'] }), stage('c', { after: ['b'] })];
const AT_B = phase(OLD, [approved('a'), run('b')]);
const OTHERS = [{ kind: 'ROLE', role: 'LEADER', unit: 'CITY' }] as const;

/** Fates, what happens, and how the phase ends. */
const move = (state: PhaseState, rules: readonly StageRule[]) => {
  const { stages, effects, phaseOutcome } = moveRoute(state, rules);
  return { fates: stages.map(({ key, fate }) => `${key} ${fate}`), effects: inWords(effects), phaseOutcome };
};

describe('a case that is moved to a newer route', () => {
  it.each<[string, PhaseState, StageRule[], string[], string[]]>([
    ['keeps what is the same', AT_B, OLD, ['b KEPT'], []],
    [
      'keeps what only reads otherwise',
      AT_B,
      [stage('a'), stage('b', { after: ['a'], title: { zh: '新', en: 'New' }, outcomes: ['APPROVE'], bulk: true })],
      ['b KEPT'],
      [],
    ],
    [
      'plans the time anew where it is another',
      AT_B,
      [stage('a'), stage('b', { after: ['a'], due: { n: 3, unit: 'WORKING_DAY' } }), stage('c', { after: ['b'] })],
      ['b REDATED'],
      [],
    ],
    [
      'asks other people where the rule names others',
      AT_B,
      [stage('a'), stage('b', { after: ['a'], approvers: [...OTHERS] }), stage('c', { after: ['b'] })],
      ['b REOPENED'],
      ['open b for b1'],
    ],
    [
      'lets a stage wait for one that is new before it',
      AT_B,
      [stage('a'), stage('n', { after: ['a'] }), stage('b', { after: ['n'] }), stage('c', { after: ['b'] })],
      ['b WAITS'],
      ['cancel b1', 'open n'],
    ],
    ['opens a new stage beside the open one', AT_B, [...OLD, stage('x')], ['b KEPT'], ['open x']],
    [
      'goes on behind a stage that is gone',
      AT_B,
      [stage('a'), stage('c', { after: ['a'] })],
      ['b GONE'],
      ['cancel b1', 'open c'],
    ],
    [
      'is done with the phase when nothing else is wanted',
      AT_B,
      [stage('a')],
      ['b GONE'],
      ['cancel b1', 'end phase APPROVED'],
    ],
    [
      'does not ask again what was approved',
      AT_B,
      [stage('a', { approvers: [...OTHERS] }), stage('b', { after: ['a'] }), stage('c', { after: ['b'] })],
      ['b KEPT'],
      [],
    ],
    [
      'opens nothing while the applicant owes an answer',
      phase(OLD, [
        approved('a'),
        run('b', { state: 'DONE', outcome: 'RETURN' }),
        run('supplement', { returningKey: 'b' }),
      ]),
      [stage('a'), stage('n'), stage('b', { after: ['a'] })],
      [],
      [],
    ],
  ])('%s', (_title, state, rules, fates, effects) => {
    expect(move(state, rules)).toMatchObject({ fates, effects });
  });

  it('goes on after the applicant’s answer, though the stage that asked is gone', () => {
    const returned = run('b', { state: 'DONE', outcome: 'RETURN' });
    const owed = phase(OLD, [approved('a'), returned, run('supplement', { returningKey: 'b' })]);
    const rules = [stage('a'), stage('c', { after: ['a'] })];
    const moved = carryOut({ ...owed, rules }, moveRoute(owed, rules).effects, null);
    const answer = moved.runs.find(({ kind }) => kind === 'SUPPLEMENT');
    expect(answer && inWords(concludeSupplement(moved, answer, []))).toEqual(['end supplement1 SUPPLEMENT', 'open c']);
    const done = { ...moved, rules: [stage('a')] };
    expect(answer && inWords(concludeSupplement(done, answer, []))).toEqual([
      'end supplement1 SUPPLEMENT',
      'end phase APPROVED',
    ]);
  });
});

describe('a case that is moved while a stage waits for an answer', () => {
  const newBefore = (key: string) => [
    stage('n'),
    ...OLD.map((rule) => (rule.key === key ? { ...rule, after: ['n'] } : rule)),
  ];

  it('opens the stage that asked the applicant when its turn has come, and not with the answer', () => {
    const owed = phase(OLD, [approved('a'), returned('b'), run('supplement', { returningKey: 'b' })]);
    const rules = newBefore('b');
    const { effects } = moveRoute(owed, rules);
    expect(inWords(effects)).toEqual(['unbind supplement1']);
    let moved = carryOut({ ...owed, rules }, effects, null);
    moved = carryOut(moved, concludeSupplement(moved, openRun(moved, 'supplement'), []), null);
    expect(moved.runs.filter(isLive).map(({ key }) => key)).toEqual(['n']);
    expect(inWords(concludeStage(moved, openRun(moved, 'n'), APPROVE))).toEqual(['end n1 APPROVE', 'open b for b1']);
  });

  it('goes straight back once a stage that is put off has answered', () => {
    const asked = phase([stage('a'), stage('b', { after: ['a'] })], [returned('b'), run('a', { returningKey: 'b' })]);
    const rules = [stage('n'), stage('a', { after: ['n'] }), stage('b')];
    const { effects } = moveRoute(asked, rules);
    expect(inWords(effects)).toEqual(['cancel a1', 'open n']);
    const moved = carryOut({ ...asked, rules }, effects, null);
    const next = concludeStage(moved, openRun(moved, 'n'), APPROVE);
    expect(inWords(next)).toEqual(['end n1 APPROVE', 'open a then b']);
    const answered = carryOut(moved, next, null);
    expect(inWords(concludeStage(answered, openRun(answered, 'a'), APPROVE))).toEqual([
      'end a2 APPROVE',
      'open b for b1',
    ]);
  });

  it('waits no more for a stage that is gone', () => {
    const asked = phase([stage('a'), stage('b', { after: ['a'] })], [returned('b'), run('a', { returningKey: 'b' })]);
    expect(move(asked, [stage('b')])).toMatchObject({ fates: ['a GONE'], effects: ['cancel a1', 'open b for b1'] });
    const passedOn = phase(OLD, [returned('b'), returned('a', { returningKey: 'b' }), run('c')]);
    expect(move(passedOn, [stage('b'), stage('c')]).effects).toEqual(['open b for b1']);
  });
});

describe('a case that is moved while something stands still', () => {
  const elsewhere = [stage('a'), stage('b', { after: ['a'], approvers: [...OTHERS] })];

  it('says which stages open, and what was approved when the phase is over', () => {
    expect(moveRoute(AT_B, [...OLD, stage('x')]).opens).toEqual(['x']);
    const { opens, phaseOutcome, effects } = moveRoute(AT_B, [stage('a')]);
    expect({ opens, phaseOutcome }).toEqual({ opens: [], phaseOutcome: 'APPROVED' });
    expect(effects).toContainEqual({ kind: 'END_PHASE', outcome: 'APPROVED', context: { approved: ['a'] } });
  });

  it('carries words given to the people asked anew, and the way back of a stage that was to return', () => {
    const state = phase(OLD, [approved('a'), run('b', { returningKey: 'c' })]);
    expect(moveRoute(state, elsewhere).effects).toEqual([
      { kind: 'OPEN_RUN', key: 'b', runKind: 'APPROVAL', returningKey: 'c', carriesWords: true, replaces: ['b1'] },
    ]);
  });

  it('compares a stage with its own rule of before', () => {
    const dated = [stage('a'), stage('b', { after: ['a'], due: { n: 3, unit: 'WORKING_DAY' } })];
    expect(move(phase(dated, [approved('a'), run('b')]), dated).fates).toEqual(['b KEPT']);
  });

  it('lets a suspended stage wait that asks other people', () => {
    const state = phase(OLD, [run('a', { instance: 2 }), run('b', { state: 'SUSPENDED' })]);
    expect(move(state, elsewhere)).toMatchObject({ fates: ['a KEPT', 'b WAITS'], effects: ['cancel b1'] });
  });

  it('lets a stage wait that asks other people while the applicant owes an answer, and opens nothing', () => {
    const before = [stage('a'), stage('b')];
    const state = phase(before, [returned('a'), run('supplement', { returningKey: 'a' }), run('b')]);
    const after = [stage('a'), stage('b', { approvers: [...OTHERS] })];
    expect(move(state, after)).toEqual({ fates: ['b WAITS'], effects: ['cancel b1'], phaseOutcome: null });
    expect(moveRoute(state, after).opens).toHaveLength(0);
  });

  it('keeps a stage that comes after one more, which is approved', () => {
    const state = phase([...OLD, stage('x')], [approved('a'), approved('x'), run('b')]);
    const rules = [stage('a'), stage('x'), stage('b', { after: ['a', 'x'] }), stage('c', { after: ['b'] })];
    expect(move(state, rules).fates).toEqual(['b KEPT']);
  });
});

/** Up to five stages out of the same names; each may come after some of those before it. */
const anyRules: fc.Arbitrary<StageRule[]> = fc
  .uniqueArray(
    fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      after: fc.array(fc.nat(4), { maxLength: 2 }),
      people: fc.boolean(),
      returnTo: fc.boolean(),
    }),
    { minLength: 1, maxLength: 5, selector: ({ key }) => key },
  )
  .map((drafts) =>
    drafts.map(({ key, after, people, returnTo }, index) =>
      stage(key, {
        after: [...new Set(after)].flatMap((n) => (n < index ? [drafts[n]?.key ?? ''] : [])),
        ...(people ? { approvers: [...OTHERS] } : {}),
        ...(returnTo ? { returnTo: ['applicant'] } : {}),
      }),
    ),
  );

/** Approves, or asks the applicant, as the numbers say, until one of them leads nowhere. */
function walk(rules: readonly StageRule[], choices: readonly number[]): PhaseState | undefined {
  const first = rules.filter(({ after }) => after.length === 0).map(({ key }) => run(key));
  let state = phase(rules, first);
  for (const choice of choices) {
    const open = state.runs.filter(({ state: word }) => word === 'OPEN');
    const chosen = open[choice % Math.max(1, open.length)];
    if (chosen === undefined) return undefined;
    const effects =
      chosen.kind === 'SUPPLEMENT'
        ? concludeSupplement(state, chosen, [])
        : concludeStage(
            state,
            chosen,
            choice % 3 === 0 && open.every(({ kind }) => kind === 'APPROVAL') ? TO_APPLICANT : APPROVE,
          );
    state = carryOut(state, effects, { id: `d${choice}`, outcome: 'APPROVE' });
    if (effects.some(({ kind }) => kind === 'END_PHASE')) return undefined;
  }
  return state;
}

const APPROVE = { kind: 'APPROVE' } as const;
const TO_APPLICANT = { kind: 'RETURN', to: 'applicant' } as const;

describe('whatever a route was and becomes', () => {
  it('the case has a way on, decisions stay, and the way comes to an end', () => {
    fc.assert(
      fc.property(anyRules, anyRules, fc.array(fc.nat(100), { maxLength: 8 }), (before, after, choices) => {
        const state = walk(before, choices);
        if (state === undefined) return;
        const plan = moveRoute(state, after);
        let moved = carryOut({ ...state, rules: after }, plan.effects, null);
        const kept = approvedKeys(state).filter((key) => after.some((rule) => rule.key === key));
        expect(approvedKeys(moved)).toEqual(expect.arrayContaining(kept));
        expect(new Set(moved.runs.filter(isLive).map(({ key }) => key)).size).toBe(moved.runs.filter(isLive).length);
        if (plan.phaseOutcome !== null) return;
        for (let steps = 0; steps < 30; steps += 1) {
          const next = moved.runs.find(({ state: word }) => word === 'OPEN');
          if (next === undefined) throw new Error(`Nobody is asked: ${JSON.stringify(moved.runs)}`);
          const effects =
            next.kind === 'SUPPLEMENT' ? concludeSupplement(moved, next, []) : concludeStage(moved, next, APPROVE);
          if (effects.some(({ kind }) => kind === 'END_PHASE')) return;
          moved = carryOut(moved, effects, { id: `later${steps}`, outcome: 'APPROVE' });
        }
        throw new Error('The phase never ends');
      }),
      { numRuns: 2000 },
    );
  });
});
