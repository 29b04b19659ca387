import { checkApprovers, type ApproverFault } from './approvers/check-approvers.ts';
import type { PhaseOrder } from './phase-order.ts';
import { SUPPLEMENT_KEY, type RouteBody, type StageRule } from './route.ts';
import { checkCopies, type CopyFault } from './check-copies.ts';
import { linkFaults, type LinkFault } from './check-links.ts';
import { timeFaults, type TimeFault } from './check-time.ts';
import { stagesAfter } from './stages-after.ts';
import { checkSides, missingSides, neverOpen, wayFaults, type WayFault } from './check-ways.ts';

export interface RouteFault {
  readonly code:
    | 'DUPLICATE_STAGE'
    | 'RESERVED_KEY'
    | 'UNKNOWN_AFTER'
    | 'CYCLE'
    | 'UNKNOWN_RETURN'
    | 'PHASE_MISSING'
    | 'PHASE_UNKNOWN'
    | 'REASON_NOT_OFFERED'
    | 'PASS_MISSING'
    | 'MODE_NOT_POSSIBLE'
    | LinkFault['code']
    | ApproverFault['code']
    | TimeFault['code']
    | CopyFault['code']
    | WayFault['code'];
  readonly phase: string;
  readonly stage?: string;
  readonly names?: string;
}

/**
 * What a published route must hold: every phase of the process has stages, each of which opens and has a way on, a return leads to a stage that
 * the returning one comes after, or into a phase that the workflow can go back to.
 */
export function checkRoute(route: RouteBody, order: PhaseOrder): RouteFault[] {
  const phases = order.map(({ name }) => name);
  const faults: RouteFault[] = [];
  for (const name of Object.keys(route.phases))
    if (!phases.includes(name)) faults.push({ code: 'PHASE_UNKNOWN', phase: name });
  const seen = new Set<string>();
  const past: StageRule[] = [];
  const all = Object.values(route.phases).flatMap(({ stages }) => stages);
  for (const { name: phase, returnsTo, decidedBy } of order) {
    const stages = route.phases[phase]?.stages;
    if (stages === undefined) {
      faults.push({ code: 'PHASE_MISSING', phase });
      continue;
    }
    const own = new Set(stages.map((stage) => stage.key));
    const across = new Set(returnsTo.flatMap((name) => (route.phases[name]?.stages ?? []).map((stage) => stage.key)));
    for (const stage of stages) {
      const fault = (code: RouteFault['code'], names?: string) =>
        faults.push({ code, phase, stage: stage.key, ...(names === undefined ? {} : { names }) });
      if (stage.key === SUPPLEMENT_KEY || stage.key === 'applicant') fault('RESERVED_KEY');
      if (seen.has(stage.key)) fault('DUPLICATE_STAGE');
      seen.add(stage.key);
      for (const name of stage.after) if (!own.has(name)) fault('UNKNOWN_AFTER', name);
      for (const name of stage.returnTo) {
        const earlier = across.has(name) || stagesAfter(stages, name).has(stage.key);
        if (name !== 'applicant' && !earlier) fault('UNKNOWN_RETURN', name);
      }
      for (const { code, names } of wayFaults(stage, stages, past)) fault(code, names);
      for (const { code, names } of checkSides(stage, decidedBy)) fault(code, names);
      if ((stage.mode === 'RATIO' || stage.mode === 'VOTE') && stage.passPercent === undefined) fault('PASS_MISSING');
      // A document is signed once for each side; a company's members act for it together.
      const isPersonal = stage.mode !== 'ANY';
      if (isPersonal && (stage.outcomes.includes('SIGN') || stage.approvers.some(({ kind }) => kind === 'COMPANY'))) {
        fault('MODE_NOT_POSSIBLE', stage.mode);
      }
      const earlier = earlierStages(stages, past, stage.key);
      for (const { code, names } of checkApprovers(stage, earlier)) fault(code, names);
      for (const { code, names } of checkCopies(stage, earlier)) fault(code, names);
      for (const { code, names } of timeFaults(stage)) fault(code, names);
      for (const { code, names } of linkFaults(stage, all)) fault(code, names);
      for (const outcome of stage.reasonRequired) {
        if (outcome === 'SIGN' && !stage.outcomes.includes(outcome)) fault('REASON_NOT_OFFERED', outcome);
      }
    }
    const waiting = neverOpen(stages);
    if (waiting.length > 0) faults.push({ code: 'CYCLE', phase, names: waiting.join(' ') });
    for (const fault of missingSides(stages, decidedBy)) faults.push({ ...fault, phase });
    past.push(...stages);
  }
  return faults;
}

/** What is surely decided when the stage opens: every stage of an earlier phase, and what it comes after in its own. */
function earlierStages(own: readonly StageRule[], past: readonly StageRule[], key: string): StageRule[] {
  return [...past, ...own.filter((stage) => stagesAfter(own, stage.key).has(key))];
}
