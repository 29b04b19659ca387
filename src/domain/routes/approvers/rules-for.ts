import { holds, type CaseFacts } from '../facts.ts';
import type { ApproverRule, ChoiceRule, PlainRule } from './approver-rule.ts';

/** Whether the facts of the case have to be known before anybody can be named. */
export function askFacts(rules: readonly ApproverRule[]): boolean {
  return rules.some(({ kind }) => kind === 'BY_FACTS');
}

/** The rules that count for a case with these facts. */
export function rulesFor(rules: readonly ApproverRule[], facts: CaseFacts): PlainRule[] {
  return rules.flatMap((rule) => {
    if (rule.kind !== 'BY_FACTS') return [rule];
    return rule.rows.find(({ when }) => holds(when, facts))?.approvers ?? rule.otherwise;
  });
}

/** Every rule that may come to count, whatever the facts. */
export function everyRule(rules: readonly ApproverRule[]): PlainRule[] {
  return rules.flatMap((rule) =>
    rule.kind === 'BY_FACTS' ? [...rule.rows.flatMap(({ approvers }) => approvers), ...rule.otherwise] : [rule],
  );
}

/** The rule of a stage by which an applicant, or whoever approves `stage`, chooses people for it. */
export function choiceOf(
  rules: readonly PlainRule[],
  by: { readonly stage: string } | 'APPLICANT',
): ChoiceRule | undefined {
  return rules.find((rule): rule is ChoiceRule =>
    by === 'APPLICANT' ? rule.kind === 'CHOSEN_BY_APPLICANT' : rule.kind === 'CHOSEN_AT' && rule.stage === by.stage,
  );
}

/** What an outsider owes: only members of the company may take it. */
export function isOwedByCompany(rules: readonly ApproverRule[]): boolean {
  return rules.every(({ kind }) => kind === 'COMPANY');
}
