import { stagesAfter } from '../../../src/domain/routes/stages-after.ts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { approvedKeys, isLive } from '../../../src/domain/tasks/phase-state.ts';
import type { StageRule } from '../../../src/domain/routes/route.ts';
import { stage } from './phases.ts';
import { PHASES, Story, type TwoPhases } from './story.ts';

const RUNS = 400;
const ITEMS = ['LICENCE', 'PREMISES'];

/** Up to four stages; each may come after any of those before it, most come after the last. */
const stagesNamed = (prefix: string): fc.Arbitrary<StageRule[]> =>
  fc
    .array(
      fc.record({
        after: fc.oneof(
          { weight: 3, arbitrary: fc.constant([1]) },
          { weight: 2, arbitrary: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }) },
        ),
        onReturn: fc.constantFrom('REDO' as const, 'KEEP' as const),
        dependsOn: fc.subarray(ITEMS),
      }),
      { minLength: 2, maxLength: 4 },
    )
    .map((drafts) =>
      drafts.map(({ after, ...rest }, index) => {
        const earlier = [...new Set(after)].map((back) => index - back).filter((n) => n >= 0);
        return stage(`${prefix}${index}`, { after: earlier.map((n) => `${prefix}${n}`), ...rest });
      }),
    );

const anyRoute: fc.Arbitrary<TwoPhases> = fc.record({ MATERIAL: stagesNamed('m'), APPROVAL: stagesNamed('l') });

/** One move: who of those who could, what they do, and with which choice. */
const anyMove = fc.record({
  who: fc.nat(20),
  what: fc.oneof(
    { weight: 50, arbitrary: fc.constant('approve' as const) },
    { weight: 25, arbitrary: fc.constant('return' as const) },
    { weight: 5, arbitrary: fc.constant('applicant' as const) },
    { weight: 15, arbitrary: fc.constant('takeBack' as const) },
    { weight: 3, arbitrary: fc.constant('claim' as const) },
    { weight: 1, arbitrary: fc.constantFrom('reject' as const, 'expire' as const) },
  ),
  to: fc.nat(20),
  resume: fc.constantFrom('FORWARD' as const, 'BACK' as const),
  items: fc.subarray(ITEMS),
});
type Move = typeof anyMove extends fc.Arbitrary<infer M> ? M : never;

const pick = <T>(values: readonly T[], n: number): T | undefined => values[n % Math.max(1, values.length)];

/** Where the route allows a return to: what comes before in this phase and is approved, and every stage of the phase before. */
function targetsOf(story: Story, key: string, across: boolean): string[] {
  const here = approvedKeys(story.phase).filter((name) => stagesAfter(story.phase.rules, name).has(key));
  const before = PHASES.slice(
    0,
    PHASES.findIndex((name) => name === story.phase.name),
  );
  const there = before.flatMap((name) => story.rulesOf(name).map((rule) => rule.key));
  return across || here.length === 0 ? there : here;
}

/** Does the move if there is somebody who can; true when something happened. */
function play(story: Story, { who, what, to, resume, items }: Move): boolean {
  if (what === 'takeBack') {
    const decision = pick([...story.decisions].reverse(), who % 3);
    return decision !== undefined && !decision.takenBack && story.takeBack(decision);
  }
  const run = pick(story.open(), who);
  if (run === undefined) return false;
  if (what === 'claim') story.claim(run);
  else if (run.kind === 'SUPPLEMENT') {
    if (what === 'expire') story.expire(run);
    else story.supplement(run, items);
  } else if (what === 'return' || what === 'applicant') {
    const target = what === 'applicant' ? 'applicant' : pick(targetsOf(story, run.key, to % 4 === 0), to);
    if (target === undefined) return false;
    story.decide(run, { kind: 'RETURN', to: target, resume });
  } else if (what === 'reject') story.decide(run, { kind: 'REJECT' });
  else story.decide(run, { kind: 'APPROVE' });
  return true;
}

/** After every move the story still holds what must always hold. */
function everyStep(check: (story: Story) => void): void {
  fc.assert(
    fc.property(anyRoute, fc.array(anyMove, { maxLength: 40 }), (route, moves) => {
      const story = new Story(route);
      check(story);
      for (const move of moves) if (play(story, move)) check(story);
    }),
    { numRuns: RUNS },
  );
}

describe('any history of decisions, returns, supplements and takings back', () => {
  it('never has two live runs of one stage', () => {
    everyStep((story) => {
      const live = story.phase.runs.filter(isLive).map(({ key }) => key);
      expect(live).toEqual([...new Set(live)]);
    });
  });

  it('always has somebody to act while the case goes on, and nobody once it is over', () => {
    everyStep((story) => {
      if (story.end === undefined) expect(story.phase.runs.filter(({ state }) => state === 'OPEN')).not.toEqual([]);
      else expect(story.phase.runs.filter(isLive)).toEqual([]);
    });
  });

  it('lets nobody else work while the applicant owes something', () => {
    everyStep((story) => {
      const open = story.open();
      if (open.some(({ kind }) => kind === 'SUPPLEMENT')) expect(open).toHaveLength(1);
      else expect(story.phase.runs.filter(({ state }) => state === 'SUSPENDED')).toEqual([]);
    });
  });

  it('counts exactly those stages as approved that stand by the words of the regulation', () => {
    everyStep((story) => {
      const own = story.phase.rules.map(({ key }) => key);
      expect(approvedKeys(story.phase)).toEqual(own.filter((key) => story.standing.has(key)));
    });
  });

  it('opens no stage that waits for the one it returned to', () => {
    everyStep((story) => {
      const waiting = story.phase.runs.filter((run) => isLive(run) && story.waits.has(run.key));
      expect(waiting).toEqual([]);
    });
  });

  it('approves a case only when every stage of every phase stands', () => {
    everyStep((story) => {
      if (story.end !== 'APPROVED') return;
      const everyStage = PHASES.flatMap((name) => story.rulesOf(name).map(({ key }) => key));
      expect([...story.standing].sort()).toEqual(everyStage.sort());
    });
  });

  it('comes to its end once everybody approves', () => {
    fc.assert(
      fc.property(anyRoute, fc.array(anyMove, { maxLength: 25 }), (route, moves) => {
        const story = new Story(route);
        for (const move of moves) play(story, move);
        let steps = 0;
        for (let [run] = story.open(); run !== undefined; [run] = story.open(), steps += 1) {
          if (run.kind === 'SUPPLEMENT') story.supplement(run, []);
          else story.decide(run, { kind: 'APPROVE' });
          expect(steps).toBeLessThan(40);
        }
        expect(story.end).toBeDefined();
      }),
      { numRuns: RUNS },
    );
  });

  it('is, after a decision taken back at once inside its phase, as if it had not been made', () => {
    afterTakingBackAtOnce((before, after) => {
      if (after.seq === before.seq) expect(after).toEqual(before);
    });
  });

  it('loses nothing by a decision that ended its phase and was taken back at once', () => {
    afterTakingBackAtOnce((before, after, rules) => {
      expect(after).toMatchObject({ name: before.name, approved: before.approved });
      // What was open is open again, or waits for something that is.
      const reopened = after.live.flatMap((key) => [key, ...stagesAfter(rules, key)]);
      expect(reopened).toEqual(expect.arrayContaining(before.live));
    });
  });
});

interface View {
  readonly name: string;
  readonly seq: number;
  readonly live: string[];
  readonly suspended: string[];
  readonly approved: string[];
}

function view({ phase, seq }: Story): View {
  const keysIn = (state: string) => phase.runs.filter((run) => run.state === state).map(({ key }) => key);
  return {
    name: phase.name,
    seq,
    live: keysIn('OPEN').sort(),
    suspended: keysIn('SUSPENDED').sort(),
    approved: approvedKeys(phase),
  };
}

function afterTakingBackAtOnce(check: (before: View, after: View, rules: readonly StageRule[]) => void): void {
  fc.assert(
    fc.property(anyRoute, fc.array(anyMove, { maxLength: 25 }), anyMove, (route, moves, last) => {
      const story = new Story(route);
      for (const move of moves) play(story, move);
      const before = view(story);
      const decided = story.decisions.length;
      play(story, last);
      const decision = story.decisions[decided];
      fc.pre(decision !== undefined && story.end === undefined && story.takeBack(decision));
      check(before, view(story), story.phase.rules);
    }),
    { numRuns: RUNS },
  );
}
