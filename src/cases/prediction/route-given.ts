import { readApplication } from '../../admission/application/application.ts';
import { ADMISSION, factsOf } from '../../admission/application/pin-policies.ts';
import { shapeFaults, fault } from '../../domain/policies/fault.ts';
import type { PolicyKind } from '../../domain/policies/kinds.ts';
import { Refusal } from '../../domain/refusal.ts';
import { REQUEST, RequestKindBody } from '../../domain/requests/kind.ts';
import { chooseRoute, DecisionTableBody } from '../../domain/routes/decision-table.ts';
import { RouteBody } from '../../domain/routes/route.ts';
import type { Tx } from '../../persistence/tx.ts';
import { findPolicy } from '../../policies/current.ts';
import { readRequest } from '../../requests/request.ts';
import { wayOf } from '../../requests/way.ts';
import type { z } from 'zod';

export interface RouteGiven {
  readonly route: RouteBody;
  /** The key of the published route that a decision table or a kind of request chooses for the case; null where the version has the route itself. */
  readonly chosen: string | null;
}

/**
 * The route that a version of a rule, published or not, has for a case: a route itself, what a kind of request brings along or names, or what a
 * decision table chooses for the facts of the case.
 * @throws Refusal NOT_FOUND for other kinds; POLICY_INVALID where it is for another process, or names a route that is not in force
 */
export async function routeGiven(
  tx: Tx,
  { id, process }: { readonly id: string; readonly process: string },
  { kind, body }: { readonly kind: PolicyKind; readonly body: unknown },
  now: Date,
): Promise<RouteGiven> {
  switch (kind) {
    case 'ROUTE':
      return { route: parsed(RouteBody, body), chosen: null };
    case 'REQUEST_KIND': {
      const rule = parsed(RequestKindBody, body);
      if (process !== REQUEST) throw otherProcess(process);
      const way = await wayOf(tx, rule, (await readRequest(tx, id)).values, now);
      if (way === undefined) throw notInForce('route', rule.route);
      return { route: way.route, chosen: way.key };
    }
    case 'DECISION_TABLE': {
      const table = parsed(DecisionTableBody, body);
      if (process !== ADMISSION || table.process !== ADMISSION) throw otherProcess(process);
      const key = chooseRoute(table, await factsOf(tx, await readApplication(tx, id)));
      const policy = key === undefined ? undefined : await findPolicy(tx, 'ROUTE', key, now);
      if (key === undefined || policy === undefined) throw notInForce('rows', key);
      return { route: policy.body, chosen: key };
    }
    default:
      throw new Refusal('NOT_FOUND');
  }
}

function parsed<Shape extends z.ZodType>(shape: Shape, body: unknown): z.output<Shape> {
  const read = shape.safeParse(body);
  if (!read.success) throw new Refusal('POLICY_INVALID', { issues: shapeFaults(read.error) });
  return read.data;
}

function otherProcess(process: string): Refusal {
  return new Refusal('POLICY_INVALID', { issues: [fault('PROCESS_DIFFERS', 'process', { process })] });
}

function notInForce(path: string, route: unknown): Refusal {
  const named = typeof route === 'string' ? route : null;
  return new Refusal('POLICY_INVALID', { issues: [fault('ROUTE_UNKNOWN', path, { route: named })] });
}
