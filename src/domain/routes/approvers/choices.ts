import { Refusal } from '../../refusal.ts';
import type { CaseFacts } from '../facts.ts';
import type { RouteBody, StageRule } from '../route.ts';
import type { ChoiceRule } from './approver-rule.ts';
import { everyRule, rulesFor } from './rules-for.ts';

/** Who chooses: the applicant when submitting, or whoever approves this stage. */
export type Chooser = 'APPLICANT' | { readonly stage: string };

/** People by the stage they are chosen for, in the chooser's order. */
export type Choices = Readonly<Record<string, readonly string[]>>;

/** A stage to come for which somebody has to choose. */
export interface AskedChoice {
  readonly stage: StageRule;
  readonly rule: ChoiceRule;
}

/** Whether this person may have to choose, whatever the facts of the case are. */
export function mayChoose(route: RouteBody, chooser: Chooser): boolean {
  return stagesOf(route).some(
    (stage) => ruleOf(everyRule([...stage.approvers, ...stage.fallback]), chooser) !== undefined,
  );
}

/** The stages that this person chooses for, in the order of the route. */
export function choicesAsked(route: RouteBody, chooser: Chooser, facts: CaseFacts): AskedChoice[] {
  return stagesOf(route).flatMap((stage) => {
    const rule = ruleOf(rulesFor([...stage.approvers, ...stage.fallback], facts), chooser);
    return rule === undefined ? [] : [{ stage, rule }];
  });
}

/**
 * For each stage that is asked for, somebody of those the route offers, at most so many and nobody twice; and for no other stage.
 * @throws Refusal CHOICE_MISSING, CHOICE_NOT_POSSIBLE
 */
export function assertChoices(
  asked: readonly (AskedChoice & {
    readonly offered: readonly string[];
    /** A colleague has chosen for it already. */
    readonly isSettled: boolean;
  })[],
  choices: Choices,
): void {
  for (const { stage, rule, offered, isSettled } of asked) {
    const chosen = choices[stage.key] ?? [];
    const refuse = (reasonCode: string) => new Refusal('CHOICE_NOT_POSSIBLE', { stage: stage.key, reasonCode });
    // Where the route offers nobody, its fallback decides.
    if (chosen.length === 0 && !isSettled && offered.length > 0)
      throw new Refusal('CHOICE_MISSING', { stage: stage.key });
    if (chosen.length > rule.atMost) throw refuse('TOO_MANY');
    if (new Set(chosen).size < chosen.length) throw refuse('TWICE');
    if (chosen.some((id) => !offered.includes(id))) throw refuse('NOT_OFFERED');
  }
  const known = new Set(asked.map(({ stage }) => stage.key));
  for (const stage of Object.keys(choices)) {
    if (!known.has(stage)) throw new Refusal('CHOICE_NOT_POSSIBLE', { stage, reasonCode: 'NOT_ASKED' });
  }
}

function stagesOf(route: RouteBody): StageRule[] {
  return Object.values(route.phases).flatMap(({ stages }) => stages);
}

function ruleOf(rules: ReturnType<typeof everyRule>, chooser: Chooser): ChoiceRule | undefined {
  return rules.find((rule): rule is ChoiceRule =>
    chooser === 'APPLICANT'
      ? rule.kind === 'CHOSEN_BY_APPLICANT'
      : rule.kind === 'CHOSEN_AT' && rule.stage === chooser.stage,
  );
}
