import type { StageRule } from '../routes/route.ts';
import { stagesAfter, type Effect, type PhaseContext } from './phase-state.ts';

/**
 * How a phase begins. Fresh: every stage without `after`. With a target (a return, a decision taken back): that stage alone;
 * what does not come after it counts as kept.
 */
export function openPhase(rules: readonly StageRule[], context: PhaseContext): { kept: string[]; effects: Effect[] } {
  const { target } = context;
  if (target === undefined || !rules.some((rule) => rule.key === target)) {
    const first = rules.filter((rule) => rule.after.length === 0);
    return { kept: [], effects: first.map((rule) => open(rule.key, undefined)) };
  }
  const later = stagesAfter(rules, target);
  const kept = rules.map((rule) => rule.key).filter((key) => key !== target && !later.has(key));
  return { kept, effects: [open(target, context.by)] };
}

function open(key: string, assignTo: string | undefined): Effect {
  return { kind: 'OPEN_RUN', key, runKind: 'APPROVAL', replaces: [], ...(assignTo === undefined ? {} : { assignTo }) };
}
