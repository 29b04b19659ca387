import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { predict, type Course } from '../../../src/domain/prediction/predict.ts';
import type { PhaseOrder } from '../../../src/domain/routes/phase-order.ts';
import type { RouteBody, StageRule } from '../../../src/domain/routes/route.ts';
import { stagesAfter } from '../../../src/domain/routes/stages-after.ts';
import { approvedKeys } from '../../../src/domain/tasks/phase-state.ts';
import { stage } from '../tasks/phases.ts';
import { PHASES, Story, type TwoPhases } from '../tasks/story.ts';

const ORDER: PhaseOrder = PHASES.map((name) => ({ name, returnsTo: [] }));

const stagesNamed = (prefix: string): fc.Arbitrary<StageRule[]> =>
  fc
    .array(fc.record({ back: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }), keeps: fc.boolean() }), {
      minLength: 1,
      maxLength: 4,
    })
    .map((drafts) =>
      drafts.map(({ back, keeps }, n) => {
        const after = [...new Set(back)].map((steps) => n - steps).filter((m) => m >= 0);
        return stage(`${prefix}${n}`, { after: after.map((m) => `${prefix}${m}`), onReturn: keeps ? 'KEEP' : 'REDO' });
      }),
    );
const anyRoute: fc.Arbitrary<TwoPhases> = fc.record({ MATERIAL: stagesNamed('m'), APPROVAL: stagesNamed('l') });
const anyMove = fc.record({
  who: fc.nat(9),
  what: fc.constantFrom('approve', 'approve', 'return', 'applicant', 'takeBack'),
  to: fc.nat(9),
  resume: fc.constantFrom('FORWARD' as const, 'BACK' as const),
});
type Move = typeof anyMove extends fc.Arbitrary<infer M> ? M : never;

/** What somebody does who could; nothing when nobody can. */
function play(story: Story, { who, what, to, resume }: Move): void {
  if (what === 'takeBack') {
    const decision = story.decisions.findLast(({ takenBack }) => !takenBack);
    if (decision !== undefined) story.takeBack(decision);
    return;
  }
  const open = story.open();
  const run = open[who % Math.max(1, open.length)];
  if (run === undefined) return;
  if (run.kind === 'SUPPLEMENT') story.supplement(run, []);
  else if (what === 'approve') story.decide(run, { kind: 'APPROVE' });
  else if (what === 'applicant') story.decide(run, { kind: 'RETURN', to: 'applicant', resume });
  else {
    const here = approvedKeys(story.phase).filter((key) => stagesAfter(story.phase.rules, key).has(run.key));
    const there = story.phase.name === 'APPROVAL' ? story.rulesOf('MATERIAL').map(({ key }) => key) : [];
    const targets = [...here, ...there];
    const target = targets[to % Math.max(1, targets.length)];
    if (target !== undefined) story.decide(run, { kind: 'RETURN', to: target, resume });
  }
}

function courseOf({ past, phase, end }: Story): Course {
  const over = past.map((one, seq) => ({ ...one, seq, isOver: true, runs: [] }));
  const open = {
    seq: past.length,
    name: phase.name,
    isOver: false,
    outcome: null,
    context: { kept: phase.kept },
    runs: phase.runs,
  };
  return { phases: end === undefined ? [...over, open] : over, isEnded: end !== undefined };
}

/** Everybody approves, in whatever order; gives the stages gone through. */
function follow(story: Story, turns: readonly number[]): string[] {
  const gone: string[] = [];
  for (let n = 0; story.end === undefined && n < 50; n += 1) {
    const open = story.open();
    const run = open[(turns[n] ?? 0) % Math.max(1, open.length)];
    if (run === undefined) break;
    gone.push(`${story.phase.name} ${run.key}`);
    if (run.kind === 'SUPPLEMENT') story.supplement(run, []);
    else story.decide(run, { kind: 'APPROVE' });
  }
  return gone;
}

const LIVE: ReadonlySet<string> = new Set(['CURRENT', 'PAUSED', 'TO_COME']);

describe('a prediction that everybody follows', () => {
  it('names exactly the stages that are gone through, whatever has been decided, returned and taken back before', () => {
    fc.assert(
      fc.property(
        anyRoute,
        fc.array(anyMove, { maxLength: 14 }),
        fc.array(fc.nat(9), { minLength: 50, maxLength: 50 }),
        (stages, moves, turns) => {
          const story = new Story(stages);
          for (const move of moves) if (story.end === undefined) play(story, move);
          const route: RouteBody = {
            process: 'TEST',
            phases: { MATERIAL: { stages: [...stages.MATERIAL] }, APPROVAL: { stages: [...stages.APPROVAL] } },
          };
          const { phases } = predict(ORDER, route, courseOf(story), 0, (_run, from) => from + 1);
          const told = phases.flatMap(({ name, stages: ahead }) =>
            ahead.filter(({ state }) => LIVE.has(state)).map(({ key }) => `${name} ${key}`),
          );
          const current = phases.flatMap((phase) => phase.stages).filter(({ state }) => state === 'CURRENT');
          expect(current.map(({ key }) => key).sort()).toEqual(
            story
              .open()
              .map(({ key }) => key)
              .sort(),
          );
          expect(follow(story, turns).sort()).toEqual(told.sort());
          expect(story.end).toBe('APPROVED');
        },
      ),
      { numRuns: 1000 },
    );
  });
});
