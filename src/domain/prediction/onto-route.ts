import type { RouteBody } from '../routes/route.ts';
import { openReady } from '../tasks/open-ready.ts';
import { isLive, type StageRun } from '../tasks/phase-state.ts';
import { carryOut } from '../tasks/effects/carry-out.ts';
import type { CoursePhase } from './predict.ts';

export interface OntoRoute {
  readonly phases: readonly CoursePhase[];
  /** Stages that are open now and that the route does not have. */
  readonly gone: readonly string[];
}

/**
 * Where a case would stand on another route: what was approved stands wherever the route has that stage, what is open goes on, what the route
 * does not have is dropped, and what it asks first opens unless the applicant owes an answer.
 */
export function ontoRoute(phases: readonly CoursePhase[], route: RouteBody): OntoRoute {
  const last = phases.at(-1);
  if (last === undefined || last.isOver || last.runs.length === 0) return { phases, gone: [] };
  const rules = route.phases[last.name]?.stages ?? [];
  const has = ({ key, kind }: StageRun) => kind === 'SUPPLEMENT' || rules.some((rule) => rule.key === key);
  const runs = last.runs.map((run): StageRun => (has(run) || !isLive(run) ? run : { ...run, state: 'CANCELED' }));
  const state = { name: last.name, rules, runs, kept: last.context.kept ?? [] };
  const owed = runs.some((run) => run.kind === 'SUPPLEMENT' && isLive(run));
  const moved = owed ? state : carryOut(state, openReady(state), null);
  const gone = last.runs.filter((run) => isLive(run) && !has(run)).map(({ key }) => key);
  return { phases: [...phases.slice(0, -1), { ...last, runs: moved.runs }], gone };
}
