import type { z } from 'zod';
import { StageRule } from '../../../src/domain/routes/route.ts';
import type { Effect, PhaseState, StageRun } from '../../../src/domain/tasks/phase-state.ts';

/** A stage of a route with nothing but what the test is about. */
export function stage(key: string, values: Partial<z.input<typeof StageRule>> = {}): StageRule {
  return StageRule.parse({
    key,
    title: { zh: key, en: key },
    mode: 'ANY',
    approvers: [{ kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' }],
    outcomes: ['APPROVE', 'REJECT', 'RETURN'],
    ...values,
  });
}

/** A run of `key`, open unless told otherwise; its id is `<key><instance>`. */
export function run(key: string, values: Partial<StageRun> = {}): StageRun {
  const instance = values.instance ?? 1;
  return {
    id: `${key}${instance}`,
    key,
    instance,
    kind: key === 'supplement' ? 'SUPPLEMENT' : 'APPROVAL',
    state: 'OPEN',
    outcome: null,
    openedBy: null,
    openedByOutcome: null,
    returningKey: null,
    automatic: false,
    standsAgain: false,
    supersededBy: null,
    ...values,
  };
}

export const approved = (key: string, values: Partial<StageRun> = {}): StageRun =>
  run(key, { state: 'DONE', outcome: 'APPROVE', ...values });

export const returned = (key: string, values: Partial<StageRun> = {}): StageRun =>
  run(key, { state: 'DONE', outcome: 'RETURN', ...values });

export function phase(
  rules: readonly StageRule[],
  runs: readonly StageRun[],
  kept: readonly string[] = [],
): PhaseState {
  return { name: 'REVIEW', rules, runs, kept };
}

/** The run of `key` that is open in this phase. */
export function openRun({ runs }: PhaseState, key: string): StageRun {
  const found = runs.find((candidate) => candidate.key === key && candidate.state === 'OPEN');
  if (found === undefined) throw new Error(`${key} is not open`);
  return found;
}

/** Effects in words: `open b`, `suspend c1`, `end phase APPROVED`. */
export function inWords(effects: readonly Effect[]): string[] {
  return effects.map((effect) => {
    switch (effect.kind) {
      case 'END_RUN':
        return `end ${effect.run} ${effect.outcome}`;
      case 'OPEN_RUN':
        return [
          `open ${effect.key}`,
          ...(effect.replaces.length > 0 ? [`for ${effect.replaces.join(' ')}`] : []),
          ...(effect.returningKey === undefined ? [] : [`then ${effect.returningKey}`]),
          ...(effect.assignTo === undefined ? [] : [`to ${effect.assignTo}`]),
        ].join(' ');
      case 'END_PHASE':
        return `end phase ${effect.outcome}`;
      case 'SUSPEND_RUN':
      case 'RESUME_RUN':
      case 'CANCEL_RUN':
      case 'RESTORE_RUN':
      case 'SUPERSEDE_RUN':
      case 'UNBIND_RUN':
        return `${effect.kind.slice(0, -4).toLowerCase()} ${effect.run}`;
    }
  });
}

interface Cause {
  readonly id: string;
  readonly outcome: string;
}

/** Does to the runs what the rows would undergo. `decision` is null for the system. */
export function carryOut(before: PhaseState, effects: readonly Effect[], decision: Cause | null): PhaseState {
  let runs = [...before.runs];
  const change = (id: string, values: Partial<StageRun>) => {
    runs = runs.map((one) => (one.id === id ? { ...one, ...values } : one));
  };
  for (const effect of effects) {
    switch (effect.kind) {
      case 'END_RUN':
        change(effect.run, { state: 'DONE', outcome: effect.outcome });
        break;
      case 'OPEN_RUN': {
        const opened = run(effect.key, {
          instance: 1 + runs.filter(({ key }) => key === effect.key).length,
          kind: effect.runKind,
          openedBy: decision?.id ?? null,
          openedByOutcome: decision?.outcome ?? null,
          returningKey: effect.returningKey ?? null,
          standsAgain: effect.standsAgain === true,
        });
        runs.push(opened);
        for (const id of effect.replaces) change(id, { state: 'SUPERSEDED', supersededBy: opened.id });
        break;
      }
      case 'SUSPEND_RUN':
        change(effect.run, { state: 'SUSPENDED' });
        break;
      case 'RESUME_RUN':
        change(effect.run, { state: 'OPEN' });
        break;
      case 'CANCEL_RUN':
        change(effect.run, { state: 'CANCELED' });
        break;
      case 'UNBIND_RUN':
        change(effect.run, { returningKey: null });
        break;
      case 'RESTORE_RUN':
        change(effect.run, { state: 'DONE', supersededBy: null });
        break;
      case 'SUPERSEDE_RUN':
        change(effect.run, { state: 'SUPERSEDED', supersededBy: null });
        break;
      case 'END_PHASE':
        break;
    }
  }
  return { ...before, runs };
}
