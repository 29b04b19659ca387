import { stagesAfter } from '../routes/stages-after.ts';
import type { StageRule } from '../routes/route.ts';
import type { Effect, PhaseContext } from './phase-state.ts';

/**
 * How a phase begins: with every stage that neither counts as kept nor comes after one that has to run. Entered by a return or a decision
 * taken back, that is the stage it points at, and whatever else had not been approved when the phase was last left.
 */
export function openPhase(rules: readonly StageRule[], context: PhaseContext): { kept: string[]; effects: Effect[] } {
  const target = rules.find((rule) => rule.key === context.target)?.key;
  const stands = keptFrom(rules, context, target);
  // A route changed meanwhile may want nothing that had not been approved: asked anew is safer than passed in silence.
  const kept = stands.length === rules.length ? [] : stands;
  const toRun = rules.map(({ key }) => key).filter((key) => !kept.includes(key));
  const live = context.standsAgain === true ? (context.live ?? []) : undefined;
  const waiting = new Set(toRun.flatMap((key) => [...stagesAfter(rules, key)]));
  const isFirst = (key: string) => live?.includes(key) ?? !waiting.has(key);
  const first = toRun.filter((key) => key === target || isFirst(key));
  return { kept, effects: first.map((key) => open(key, context, key === target ? context.by : undefined)) };
}

/** Straight back, or taken back: everything approved stands. Run forward again: what follows is done again unless its rule keeps it. */
function keptFrom(
  rules: readonly StageRule[],
  { approved = [], resume }: PhaseContext,
  target: string | undefined,
): string[] {
  const untouched = (key: string) => target !== undefined && !stagesAfter(rules, target).has(key);
  return rules
    .filter(({ key, onReturn }) => {
      if (key === target || !approved.includes(key)) return false;
      return resume !== 'FORWARD' || onReturn === 'KEEP' || untouched(key);
    })
    .map(({ key }) => key);
}

function open(key: string, { standsAgain }: PhaseContext, assignTo: string | undefined): Effect {
  return {
    kind: 'OPEN_RUN',
    key,
    runKind: 'APPROVAL',
    replaces: [],
    ...(assignTo === undefined ? {} : { assignTo }),
    ...(standsAgain === undefined ? {} : { standsAgain }),
  };
}
