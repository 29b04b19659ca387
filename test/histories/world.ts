import fc from 'fast-check';
import { StageRule } from '../../src/domain/routes/route.ts';
import { stagesAfter } from '../../src/domain/routes/stages-after.ts';

/** Who takes part in a history; everybody is a number. */
export const PEOPLE = [0, 1, 2, 3, 4] as const;

/** A stage of a world: its rule, and whom the rule finds. */
export interface WorldStage {
  readonly rule: StageRule;
  readonly people: readonly number[];
}

export interface WorldPhase {
  readonly name: string;
  readonly stages: readonly WorldStage[];
}

/** Phases one after the other, as a process has them; a return may lead into the phase before. */
export interface World {
  readonly phases: readonly WorldPhase[];
}

/** What a supplement may change; stages depend on some of it. */
export const ITEMS = ['licence', 'photo'] as const;

interface Draft {
  readonly after: readonly boolean[];
  readonly mode: StageRule['mode'];
  readonly passPercent: number;
  readonly settle: StageRule['settle'];
  readonly votesOnReturn: StageRule['votesOnReturn'];
  readonly onReturn: StageRule['onReturn'];
  readonly people: readonly number[];
  readonly weights: readonly number[];
  readonly dependsOn: readonly string[];
}

const draft: fc.Arbitrary<Draft> = fc.record({
  after: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  mode: fc.constantFrom('ANY', 'ANY', 'ALL', 'RATIO', 'SEQUENCE', 'VOTE'),
  passPercent: fc.integer({ min: 1, max: 100 }),
  settle: fc.constantFrom('AT_ONCE', 'ALL_DECIDED'),
  votesOnReturn: fc.constantFrom('VOID', 'KEEP'),
  onReturn: fc.constantFrom('REDO', 'KEEP'),
  people: fc.uniqueArray(fc.constantFrom(...PEOPLE), { minLength: 1, maxLength: 3 }),
  weights: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 3, maxLength: 3 }),
  dependsOn: fc.subarray([...ITEMS], { maxLength: 1 }),
});

/** Worlds of one or two phases with up to four stages each, in every mode, joined in every way. */
export const worlds: fc.Arbitrary<World> = fc
  .array(fc.array(draft, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 2 })
  .map((phases) => {
    const built: WorldPhase[] = [];
    for (const [index, drafts] of phases.entries()) built.push(phaseOf(index, drafts, built.at(-1)));
    return { phases: built };
  });

function phaseOf(index: number, drafts: readonly Draft[], before: WorldPhase | undefined): WorldPhase {
  const letters = index === 0 ? ['a', 'b', 'c', 'd'] : ['p', 'q', 'r', 's'];
  const links = drafts.map(({ after }, n) => ({
    key: letters[n] ?? '',
    after: letters.slice(0, n).filter((_key, earlier) => after[earlier] === true),
  }));
  const stages = drafts.map((one, n): WorldStage => {
    const { key, after } = links[n] ?? { key: '', after: [] };
    const earlier = links.filter((link) => stagesAfter(links, link.key).has(key)).map((link) => link.key);
    const rule = StageRule.parse({
      key,
      title: { zh: key, en: key },
      mode: one.mode,
      ...(one.mode === 'RATIO' || one.mode === 'VOTE' ? { passPercent: one.passPercent } : {}),
      settle: one.settle,
      votesOnReturn: one.votesOnReturn,
      onReturn: one.onReturn,
      after,
      approvers: one.people.map((person, nth) => approver(person, one.weights[nth] ?? 1)),
      outcomes: ['APPROVE', 'REJECT', 'RETURN'],
      returnTo: ['applicant', ...earlier, ...(before?.stages.map(({ rule: { key: other } }) => other) ?? [])],
      dependsOn: one.dependsOn,
    });
    return { rule, people: one.people };
  });
  return { name: index === 0 ? 'REVIEW' : 'APPROVAL', stages };
}

/** What the pure core reads of an approver is the weight of their word. */
function approver(_person: number, weight: number) {
  return { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY', weight };
}

export function weightOf({ rule }: WorldStage, nth: number): number {
  const approverRule = rule.approvers[nth];
  return approverRule?.kind === 'ROLE' ? (approverRule.weight ?? 1) : 1;
}
