import { fault, type PolicyFault } from '../../domain/policies/fault.ts';
import { checkKind } from '../../domain/requests/check-kind.ts';
import { REQUEST, type RequestKindBody } from '../../domain/requests/kind.ts';
import type { RouteBody } from '../../domain/routes/route.ts';
import { findPolicy } from '../current.ts';
import { checkRoutePolicy } from './check-route-policy.ts';
import type { CheckContext } from './context.ts';

/** A kind that could not be filled in, decided or carried out is not published: its form, its route and its effects fit together. */
export async function checkRequestKindPolicy(context: CheckContext, kind: RequestKindBody): Promise<PolicyFault[]> {
  if (typeof kind.route !== 'string') {
    const route = { process: REQUEST, phases: kind.route.phases };
    const faults = await checkRoutePolicy(context, route);
    return [
      ...checkKind(context.key, kind, route.phases),
      ...faults.map((one) => ({ ...one, path: `route.${one.path}` })),
    ];
  }
  const phases = await phasesOf(context, kind.route);
  if (phases === undefined) return [fault('ROUTE_UNKNOWN', 'route', { route: kind.route })];
  return checkKind(context.key, kind, phases);
}

async function phasesOf({ tx, at }: CheckContext, key: string): Promise<RouteBody['phases'] | undefined> {
  const route = await findPolicy(tx, 'ROUTE', key, at);
  return route?.body.process === REQUEST ? route.body.phases : undefined;
}
