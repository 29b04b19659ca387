import { REQUEST, type RequestKindBody } from '../domain/requests/kind.ts';
import type { RouteBody } from '../domain/routes/route.ts';
import type { Tx } from '../persistence/tx.ts';
import { kindOfPolicy, policyById } from './current.ts';

/** The route a case goes by: a rule of its own, or a part of the kind of request it is, in the version that is named. */
export async function pinnedRoute(tx: Tx, routeVersionId: string): Promise<RouteBody> {
  if ((await kindOfPolicy(tx, routeVersionId)) !== 'REQUEST_KIND') {
    return (await policyById(tx, 'ROUTE', routeVersionId)).body;
  }
  const { body } = await policyById(tx, 'REQUEST_KIND', routeVersionId);
  const route = ownRoute(body);
  if (route === undefined) throw new Error(`Kind ${body.code} names its route and has none of its own`);
  return route;
}

/** The route that a kind of request brings along; undefined where it names a published one. */
export function ownRoute({ route }: Pick<RequestKindBody, 'route'>): RouteBody | undefined {
  return typeof route === 'string' ? undefined : { process: REQUEST, phases: route.phases };
}
