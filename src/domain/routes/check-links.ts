import { everyRule } from './approvers/rules-for.ts';
import type { StageRule } from './route.ts';

export interface LinkFault {
  readonly code: 'LINK_NOT_POSSIBLE';
  readonly names: string;
}

/**
 * By the link of a mail nothing can be said but a word with its reason: nobody signs, fills in a form or chooses the next people by it, and a
 * company's members act for it after logging in.
 */
export function linkFaults(stage: StageRule, all: readonly StageRule[]): LinkFault[] {
  if (!stage.byLink) return [];
  const asked = everyRule([...stage.approvers, ...stage.fallback]);
  const chosenHere = all.flatMap(({ approvers, fallback }) => everyRule([...approvers, ...fallback]));
  const names = [
    ...(stage.outcomes.includes('SIGN') ? ['SIGN'] : []),
    ...(stage.form === undefined ? [] : [stage.form]),
    ...(asked.some(({ kind }) => kind === 'COMPANY') ? ['COMPANY'] : []),
    ...(chosenHere.some((rule) => rule.kind === 'CHOSEN_AT' && rule.stage === stage.key) ? ['CHOSEN_AT'] : []),
  ];
  return names.map((name) => ({ code: 'LINK_NOT_POSSIBLE', names: name }));
}
