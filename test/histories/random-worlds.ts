import fc from 'fast-check';
import { StageRule } from '../../src/domain/routes/route.ts';
import { stagesAfter } from '../../src/domain/routes/stages-after.ts';
import { ITEMS, PEOPLE, type World, type WorldPhase, type WorldStage } from './world.ts';

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
  readonly onOverdue: 'NOTHING' | 'APPROVE' | 'REJECT';
}

/** A stage in both versions. */
interface Drafts {
  readonly now: Draft;
  readonly other: Draft;
  readonly change: 'NONE' | 'PEOPLE' | 'COUNT' | 'TIME' | 'ORDER' | 'GONE';
  /** It comes after the stage that is new. */
  readonly waits: boolean;
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
  onOverdue: fc.constantFrom('NOTHING', 'NOTHING', 'APPROVE', 'REJECT'),
});

const drafts: fc.Arbitrary<Drafts> = fc.record({
  now: draft,
  other: draft,
  change: fc.constantFrom('NONE', 'NONE', 'PEOPLE', 'COUNT', 'TIME', 'ORDER', 'GONE'),
  waits: fc.boolean(),
});

/** Worlds of one or two phases with up to four stages each, in every mode, joined in every way; and the same once they have been changed. */
export const worlds: fc.Arbitrary<World> = fc
  .array(
    fc.record({ stages: fc.array(drafts, { minLength: 1, maxLength: 4 }), added: fc.option(draft, { freq: 2 }) }),
    { minLength: 1, maxLength: 2 },
  )
  .map((phases) => ({
    phases: built(phases.map(({ stages }, index) => linked(index, stages, null))),
    newer: { phases: built(phases.map(({ stages, added }, index) => linked(index, later(stages, added), added))) },
  }));

const LETTERS = [
  { own: ['a', 'b', 'c', 'd'], added: 'e' },
  { own: ['p', 'q', 'r', 's'], added: 't' },
] as const;

/** What the other version makes of it; undefined where it has no such stage. */
function changed({ now, other, change, waits }: Drafts): Drafts | undefined {
  const as = (draft: Draft): Drafts => ({ now: draft, other, change, waits });
  const { mode, passPercent, settle } = other;
  if (change === 'PEOPLE') return as({ ...now, people: other.people, weights: other.weights });
  if (change === 'COUNT') return as({ ...now, mode, passPercent, settle });
  if (change === 'TIME') return as({ ...now, onOverdue: other.onOverdue });
  if (change === 'ORDER') return as({ ...now, after: other.after });
  return change === 'GONE' ? undefined : as(now);
}

interface Linked {
  readonly key: string;
  readonly after: readonly string[];
  readonly draft: Draft;
}

/** A phase is never without a stage. */
function later(stages: readonly Drafts[], added: Draft | null): readonly (Drafts | undefined)[] {
  const all = stages.map(changed);
  return added === null && all.every((one) => one === undefined) ? stages : all;
}

function linked(index: number, all: readonly (Drafts | undefined)[], added: Draft | null): Linked[] {
  const { own, added: newKey } = LETTERS[index] ?? LETTERS[0];
  const links = own.flatMap((key, n): Linked[] => {
    const one = all[n];
    if (one === undefined) return [];
    const after = own.filter((_earlier, m) => m < n && one.now.after[m] === true && all[m] !== undefined);
    return [{ key, after: added !== null && one.waits ? [newKey, ...after] : after, draft: one.now }];
  });
  return added === null ? links : [{ key: newKey, after: [], draft: added }, ...links];
}

function built(phases: readonly Linked[][]): WorldPhase[] {
  const made: WorldPhase[] = [];
  for (const [index, links] of phases.entries()) made.push(phaseOf(index, links, made.at(-1)));
  return made;
}

function phaseOf(index: number, links: readonly Linked[], before: WorldPhase | undefined): WorldPhase {
  const stages = links.map(({ key, after, draft: one }): WorldStage => {
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
      approvers: one.people.map((person, nth) => ({
        kind: 'PERSON',
        account: idOf(person),
        weight: one.weights[nth] ?? 1,
      })),
      outcomes: ['APPROVE', 'REJECT', 'RETURN'],
      returnTo: ['applicant', ...earlier, ...(before?.stages.map(({ rule: { key: other } }) => other) ?? [])],
      dependsOn: one.dependsOn,
      ...(one.onOverdue === 'NOTHING' ? {} : { due: { n: 5, unit: 'WORKING_DAY' }, onOverdue: one.onOverdue }),
    });
    return { rule, people: one.people };
  });
  return { name: index === 0 ? 'REVIEW' : 'APPROVAL', stages };
}

function idOf(person: number): string {
  return `00000000-0000-4000-8000-${String(person).padStart(12, '0')}`;
}
