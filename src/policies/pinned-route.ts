import { REQUEST } from '../domain/requests/kind.ts';
import type { RouteBody } from '../domain/routes/route.ts';
import type { Tx } from '../persistence/tx.ts';
import { policyById } from './current.ts';

/** The route a case keeps: a rule of its own, or a part of the kind of request it is. `kindVersionId` is that kind's. */
export async function pinnedRoute(tx: Tx, routeVersionId: string, kindVersionId: string | null): Promise<RouteBody> {
  if (routeVersionId !== kindVersionId) return (await policyById(tx, 'ROUTE', routeVersionId)).body;
  const { body } = await policyById(tx, 'REQUEST_KIND', routeVersionId);
  if (typeof body.route === 'string') throw new Error(`Kind ${body.code} names its route and has none of its own`);
  return { process: REQUEST, phases: body.route.phases };
}
