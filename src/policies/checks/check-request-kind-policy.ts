import { fault, type PolicyFault } from '../../domain/policies/fault.ts';
import { checkKind } from '../../domain/requests/check-kind.ts';
import { REQUEST, type RequestKindBody } from '../../domain/requests/kind.ts';
import type { RouteBody } from '../../domain/routes/route.ts';
import { findPolicy } from '../current.ts';
import { ownRoute } from '../pinned-route.ts';
import { checkRoutePolicy } from './check-route-policy.ts';
import type { CheckContext } from './context.ts';

/** A kind that could not be filled in, decided or carried out is not published: its form, its route and its effects fit together. */
export async function checkRequestKindPolicy(context: CheckContext, kind: RequestKindBody): Promise<PolicyFault[]> {
  const faults: PolicyFault[] = [];
  const routes: RouteBody['phases'][] = [];
  const named = kind.ways.map(({ route }, n) => ({ route, path: `ways.${n}.route` }));
  const own = ownRoute(kind);
  if (own !== undefined) {
    routes.push(own.phases);
    faults.push(...(await checkRoutePolicy(context, own)).map((one) => ({ ...one, path: `route.${one.path}` })));
  } else if (typeof kind.route === 'string') named.unshift({ route: kind.route, path: 'route' });
  for (const { route, path } of named) {
    const phases = await phasesOf(context, route);
    if (phases === undefined) faults.push(fault('ROUTE_UNKNOWN', path, { route }));
    else routes.push(phases);
  }
  return [...checkKind(context.key, kind, ...routes), ...faults];
}

async function phasesOf({ tx, at }: CheckContext, key: string): Promise<RouteBody['phases'] | undefined> {
  const route = await findPolicy(tx, 'ROUTE', key, at);
  return route?.body.process === REQUEST ? route.body.phases : undefined;
}
