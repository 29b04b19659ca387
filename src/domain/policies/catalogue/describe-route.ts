import { phaseOrderOf, phaseTitleOf } from '../../phase-orders.ts';
import type { ApproverRule } from '../../routes/approvers/approver-rule.ts';
import type { RouteBody, StageRule } from '../../routes/route.ts';
import { stagesAfter, stagesBefore } from '../../routes/stages-after.ts';
import type { Bilingual } from '../../text.ts';
import { approverWords } from '../diff/approver-words.ts';
import { valueWords } from '../diff/value-words.ts';

/** One step of a process as people read it (ORG-05). */
export interface StepDescription {
  readonly stage: string;
  readonly title: Bilingual;
  /** Alone, all of them, in sequence … */
  readonly mode: Bilingual;
  /** Role and level of unit, post, head … */
  readonly responsible: readonly Bilingual[];
  readonly outcomes: readonly Bilingual[];
  /** Steps whose approval this one waits for, steps that run at the same time, steps that wait for this one. */
  readonly follows: readonly string[];
  readonly beside: readonly string[];
  readonly precedes: readonly string[];
  /** Who gets to read the case when the step ends. */
  readonly informed: readonly Bilingual[];
  /** Steps that whoever decided may not decide this one as well. */
  readonly keptApartFrom: readonly string[];
  readonly due: Bilingual | null;
  readonly whenLate: Bilingual | null;
  /** Whom an overdue task goes to, where the route names anybody. */
  readonly lateTo: readonly Bilingual[];
}

export interface PhaseDescription {
  readonly phase: string;
  readonly title: Bilingual;
  readonly steps: readonly StepDescription[];
}

/** What a route says, in words: phases in the order of their process, each with its steps. */
export function describeRoute({ process, phases }: RouteBody): PhaseDescription[] {
  const order = (phaseOrderOf(process, { phases }) ?? []).map(({ name }) => name);
  const names = [...order, ...Object.keys(phases).filter((name) => !order.includes(name))];
  return names.flatMap((phase) => {
    const stages = phases[phase]?.stages ?? [];
    if (stages.length === 0) return [];
    const title = phaseTitleOf(process, phase) ?? { zh: phase, en: phase };
    return [{ phase, title, steps: stages.map((rule) => describeStep(rule, stages)) }];
  });
}

const NO_NAMES: ReadonlyMap<string, Bilingual> = new Map();

function describeStep(rule: StageRule, stages: readonly StageRule[]): StepDescription {
  const [before, after] = [stagesBefore(stages, rule.key), stagesAfter(stages, rule.key)];
  const others = stages.map(({ key }) => key).filter((key) => key !== rule.key);
  const say = (value: unknown, field: string) => valueWords(value, field, NO_NAMES);
  return {
    stage: rule.key,
    title: rule.title,
    mode: say(rule.mode, 'mode'),
    responsible: rule.approvers.flatMap(wordsOf),
    outcomes: rule.outcomes.map((outcome) => say(outcome, 'outcomes')),
    follows: rule.after,
    beside: others.filter((key) => !before.has(key) && !after.has(key)),
    precedes: stages.filter((other) => other.after.includes(rule.key)).map(({ key }) => key),
    informed: rule.copyTo.flatMap(wordsOf),
    keptApartFrom: rule.excludes,
    due: rule.due === undefined ? null : say(rule.due, 'due'),
    whenLate: rule.due === undefined ? null : say(rule.onOverdue, 'onOverdue'),
    lateTo: rule.onOverdue === 'TRANSFER' ? rule.overdueTo.flatMap(wordsOf) : [],
  };
}

/** Whoever may be asked, whatever the facts of a case. */
function wordsOf(rule: ApproverRule): Bilingual[] {
  if (rule.kind !== 'BY_FACTS') return [approverWords(rule)];
  return [...rule.rows.flatMap(({ approvers }) => approvers), ...rule.otherwise].map(approverWords);
}
