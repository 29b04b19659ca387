import { phaseOrderOf } from '../../domain/phase-orders.ts';
import { fault, warning, type PolicyFault } from '../../domain/policies/fault.ts';
import type { RouteBody, StageRule } from '../../domain/routes/route.ts';
import { checkRoute } from '../../domain/routes/check-route.ts';
import { SHORTAGES } from '../../domain/routes/staffing.ts';
import { findPolicy } from '../current.ts';
import { staffRoute } from '../staffing/staff-route.ts';
import { checkApproverNames } from './check-approver-names.ts';
import type { CheckContext } from './context.ts';

/** The joins close, the returns lead somewhere, and every stage finds somebody in every county (product §1). */
export async function checkRoutePolicy(context: CheckContext, route: RouteBody): Promise<PolicyFault[]> {
  const order = phaseOrderOf(route.process, route);
  if (order === undefined) return [fault('PROCESS_UNKNOWN', 'process', { process: route.process })];
  const faults = checkRoute(route, order).map(({ code, phase, stage, names }) => {
    const facts = { ...(stage === undefined ? {} : { stage }), ...(names === undefined ? {} : { names }) };
    return fault(code, `phases.${phase}`, facts);
  });
  return [
    ...faults,
    ...(await forbiddenApprovals(context, route)),
    ...returnsNowhere(route),
    ...(await checkApproverNames(context, route)),
    ...(await stagesWithoutPeople(context, route)),
    ...(await nobodyWhenLate(context, route)),
  ];
}

/** A word that is offered and cannot be said. */
function returnsNowhere(route: RouteBody): PolicyFault[] {
  return Object.entries(route.phases).flatMap(([phase, { stages }]) =>
    stages
      .filter(({ outcomes, returnTo }) => outcomes.includes('RETURN') !== returnTo.length > 0)
      .map(({ key, outcomes }) =>
        warning(outcomes.includes('RETURN') ? 'RETURN_NOWHERE' : 'RETURN_NOT_OFFERED', `phases.${phase}`, {
          stage: key,
        }),
      ),
  );
}

/** What the process keeps for people, no route gives to the clock or to the want of people. */
async function forbiddenApprovals({ tx, at }: CheckContext, route: RouteBody): Promise<PolicyFault[]> {
  if (route.process !== 'ADMISSION') return [];
  const policy = await findPolicy(tx, 'PROCESS_POLICY', 'ADMISSION', at);
  return (policy?.body.noAutomaticApproval ?? []).flatMap((phase) =>
    (route.phases[phase]?.stages ?? [])
      .filter(
        ({ onOverdue, onNobody, onApplicant, onRepeat }) =>
          onOverdue === 'APPROVE' || onNobody === 'PASS' || onApplicant === 'SKIP' || onRepeat === 'SKIP',
      )
      .map(({ key }) => fault('AUTOMATIC_APPROVAL_FORBIDDEN', `phases.${phase}`, { stage: key })),
  );
}

/** How many units a message names; the report of the validation counts them all. */
const NAMED = 20;

const CODES = { NOBODY: 'NOBODY_IN_UNITS', EXCLUDED: 'EXCLUDED_IN_UNITS', FEW: 'FEW_IN_UNITS' } as const;

/** A unit where nobody is left for a stage is a refusal later where the stage says so, and somebody else's work otherwise. */
async function stagesWithoutPeople(context: CheckContext, route: RouteBody): Promise<PolicyFault[]> {
  const stages = await staffRoute(context, route);
  return stages.flatMap(({ phase, index, rule, shortages }) =>
    SHORTAGES.flatMap((reason) => {
      const units = shortages.filter((one) => one.reason === reason).map(({ county }) => county.code);
      if (units.length === 0) return [];
      const report = rule.onNobody === 'REFUSE' && reason !== 'FEW' ? fault : warning;
      const facts = { stage: rule.key, count: units.length, units: units.slice(0, NAMED) };
      return [report(CODES[reason], `phases.${phase}.stages.${index}.approvers`, facts)];
    }),
  );
}

/** Where the rules for overdue tasks find nobody the superior decides, which is worth knowing beforehand. */
async function nobodyWhenLate(context: CheckContext, route: RouteBody): Promise<PolicyFault[]> {
  const entries = Object.entries(route.phases);
  if (!entries.some(([, { stages }]) => stages.some(({ overdueTo }) => overdueTo.length > 0))) return [];
  const late = entries.map(([phase, { stages }]) => [phase, { stages: stages.map(askedWhenLate) }] as const);
  const found = await staffRoute(context, { ...route, phases: Object.fromEntries(late) });
  return found.flatMap(({ phase, index, rule, shortages }) => {
    const units = shortages.filter(({ reason }) => reason === 'NOBODY').map(({ county }) => county.code);
    if (rule.overdueTo.length === 0 || units.length === 0) return [];
    const facts = { stage: rule.key, count: units.length, units: units.slice(0, NAMED) };
    return [warning(CODES.NOBODY, `phases.${phase}.stages.${index}.overdueTo`, facts)];
  });
}

function askedWhenLate(stage: StageRule): StageRule {
  return stage.overdueTo.length === 0 ? stage : { ...stage, approvers: stage.overdueTo, fallback: [] };
}
