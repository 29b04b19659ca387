import { amountOf } from '../../domain/admission/application-form.ts';
import type { RiskGrade } from '../../domain/admission/policy.ts';
import { Refusal } from '../../domain/refusal.ts';
import { chooseRoute, type DecisionTableBody } from '../../domain/routes/decision-table.ts';
import type { CaseFacts } from '../../domain/routes/facts.ts';
import type { RouteBody } from '../../domain/routes/route.ts';
import type { Tx } from '../../persistence/tx.ts';
import { currentPolicy, findPolicy, policyById } from '../../policies/current.ts';
import type { Application } from './application.ts';

export const ADMISSION = 'ADMISSION';

/** What a case keeps for its life: the versions by row id (architecture §4). */
export interface Pins {
  readonly processVersionId: string;
  readonly decisionVersionId: string;
  readonly routeVersionId: string;
}

/** Pins the rules of this instant to a case that is being submitted; its risk is LOW until the screening has spoken. */
export async function pinPolicies(tx: Tx, application: Application, now: Date): Promise<Pins> {
  const process = await currentPolicy(tx, 'PROCESS_POLICY', ADMISSION, now);
  const decision = await currentPolicy(tx, 'DECISION_TABLE', ADMISSION, now);
  const key = await routeKey(tx, decision.body, application, 'LOW');
  const pins = {
    processVersionId: process.id,
    decisionVersionId: decision.id,
    routeVersionId: await routeVersion(tx, key, now),
  };
  await tx.run(
    `UPDATE "case" SET process_version_id = $2, decision_version_id = $3, route_version_id = $4, risk_grade = 'LOW' WHERE id = $1`,
    [application.caseId, pins.processVersionId, pins.decisionVersionId, pins.routeVersionId],
  );
  return pins;
}

/** The route a draft would get if it were submitted now. @throws Refusal NO_ROUTE */
export async function routeToBe(tx: Tx, application: Application, now: Date): Promise<RouteBody> {
  const { body } = await currentPolicy(tx, 'DECISION_TABLE', ADMISSION, now);
  const id = await routeVersion(tx, await routeKey(tx, body, application, 'LOW'), now);
  return (await policyById(tx, 'ROUTE', id)).body;
}

/**
 * The route that the pinned decision table names for the risk now known. The pinned version stays while the name is the same; a
 * newer version of it is an administrator's move, not the screening's.
 */
export async function routeForRisk(tx: Tx, application: Application, grade: RiskGrade, now: Date): Promise<string> {
  const { decisionVersionId, routeVersionId } = application;
  if (decisionVersionId === null || routeVersionId === null) {
    throw new Error(`Case ${application.caseId} was submitted without its rules`);
  }
  const { body } = await policyById(tx, 'DECISION_TABLE', decisionVersionId);
  const wanted = await routeKey(tx, body, application, grade);
  const { key } = await tx.one<{ key: string }>('SELECT key FROM policy_version WHERE id = $1', [routeVersionId]);
  return key === wanted ? routeVersionId : routeVersion(tx, wanted, now);
}

async function routeKey(
  tx: Tx,
  table: DecisionTableBody,
  application: Application,
  riskGrade: RiskGrade,
): Promise<string> {
  const facts = await factsOf(tx, application, riskGrade);
  const key = chooseRoute(table, facts);
  if (key === undefined) throw new Refusal('NO_ROUTE', { channelType: application.channelType, riskGrade });
  return key;
}

/** What a decision table looks at; a risk that is not known yet is LOW. */
export async function factsOf(
  tx: Tx,
  { channelType, unitId, form, riskGrade: known }: Application,
  riskGrade: RiskGrade = known ?? 'LOW',
): Promise<CaseFacts> {
  const units = await tx.rows<{ code: string }>(
    `SELECT above.code FROM unit u JOIN unit above ON above.id = ANY (u.path) WHERE u.id = $1
     ORDER BY array_position(u.path, above.id) DESC`,
    [unitId],
  );
  return { channelType, units: units.map(({ code }) => code), riskGrade, amount: amountOf(form) };
}

async function routeVersion(tx: Tx, key: string, now: Date): Promise<string> {
  const route = await findPolicy(tx, 'ROUTE', key, now);
  if (route === undefined) throw new Refusal('NO_ROUTE', { route: key });
  return route.id;
}
