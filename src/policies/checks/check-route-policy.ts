import { phaseOrderOf } from '../../domain/phase-orders.ts';
import { fault, warning, type PolicyFault } from '../../domain/policies/fault.ts';
import type { RouteBody, StageRule } from '../../domain/routes/route.ts';
import { checkRoute } from '../../domain/routes/check-route.ts';
import { findPolicy } from '../current.ts';
import { checkApproverNames } from './check-approver-names.ts';
import type { CheckContext } from './context.ts';

/** The joins close, the returns lead somewhere, and every stage finds somebody in every county (product §1). */
export async function checkRoutePolicy(context: CheckContext, route: RouteBody): Promise<PolicyFault[]> {
  const order = phaseOrderOf(route.process);
  if (order === undefined) return [fault('PROCESS_UNKNOWN', 'process', { process: route.process })];
  const faults = checkRoute(route, order).map(({ code, phase, stage, names }) => {
    const facts = { ...(stage === undefined ? {} : { stage }), ...(names === undefined ? {} : { names }) };
    return fault(code, `phases.${phase}`, facts);
  });
  return [
    ...faults,
    ...(await forbiddenApprovals(context, route)),
    ...(await checkApproverNames(context, route)),
    ...(await stagesWithoutPeople(context, route)),
  ];
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

const UNITS_LACKING = `SELECT county.code FROM unit county
  WHERE county.level = 'COUNTY' AND NOT county.closed AND NOT EXISTS (
    SELECT FROM jsonb_to_recordset($1::jsonb) AS rule(role text, unit text)
    JOIN unit place ON place.level = rule.unit AND place.id = ANY (county.path)
    JOIN role_assignment r ON r.role = rule.role AND r.unit_id = place.id
      AND r.valid_from <= $2 AND (r.valid_to IS NULL OR r.valid_to > $2)
    JOIN account a ON a.id = r.account_id AND a.state = 'ACTIVE')
  ORDER BY county.code`;

/** A county where nobody holds a stage is a refusal later where the stage says so, and an administrator's work otherwise. */
async function stagesWithoutPeople({ tx, at }: CheckContext, route: RouteBody): Promise<PolicyFault[]> {
  const faults: PolicyFault[] = [];
  for (const [phase, { stages }] of Object.entries(route.phases)) {
    for (const [index, stage] of stages.entries()) {
      const roles = rolesOf(stage);
      if (roles === undefined) continue;
      const units = await tx.rows<{ code: string }>(UNITS_LACKING, [JSON.stringify(roles), at]);
      if (units.length === 0) continue;
      const report = stage.onNobody === 'REFUSE' ? fault : warning;
      const facts = { stage: stage.key, units: units.map(({ code }) => code) };
      faults.push(report('NOBODY_IN_UNITS', `phases.${phase}.stages.${index}.approvers`, facts));
    }
  }
  return faults;
}

/** Undefined where people of the company may take the stage: whoever applies has an owner. */
function rolesOf({ approvers }: StageRule): { role: string; unit: string }[] | undefined {
  const roles = approvers.flatMap((rule) => (rule.kind === 'ROLE' ? [{ role: rule.role, unit: rule.unit }] : []));
  return roles.length < approvers.length ? undefined : roles;
}
