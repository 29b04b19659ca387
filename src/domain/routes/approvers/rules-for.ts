import { holds, type CaseFacts } from '../facts.ts';
import type { ApproverRule, PlainRule } from './approver-rule.ts';

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

/** What an outsider owes: only members of the company may take it. */
export function isOwedByCompany(rules: readonly ApproverRule[]): boolean {
  return rules.every(({ kind }) => kind === 'COMPANY');
}
