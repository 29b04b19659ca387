import { Refusal } from '../../domain/refusal.ts';
import type { RouteBody } from '../../domain/routes/route.ts';
import type { Tx } from '../../persistence/tx.ts';
import { findPolicy, policyById, type Policy } from '../../policies/current.ts';
import { ownRoute } from '../../policies/pinned-route.ts';
import type { CaseSnapshot } from '../../tasks/snapshot.ts';

export interface NewerRoute {
  /** What the case goes by from then on: the version, or the route that a newer version of its kind of request names. */
  readonly id: string;
  readonly version: number;
  readonly body: RouteBody;
  readonly fromId: string;
  readonly fromVersion: number;
}

interface Row extends Record<string, unknown> {
  readonly fromId: string;
  readonly fromKind: string;
  readonly fromKey: string;
  readonly fromVersion: number;
  readonly kind: string | null;
  readonly key: string;
  readonly version: number;
  readonly state: string;
}

/**
 * The version a case may be moved to: published, of the same route, newer than its own. A request whose kind brings its route along is moved to a newer
 * version of that kind; form and effects stay those it was handed in under.
 * @throws Refusal ROUTE_VERSION_NOT_POSSIBLE with a `reasonCode`
 */
export async function newerRoute(
  tx: Tx,
  { id, process }: CaseSnapshot,
  versionId: string,
  now: Date,
): Promise<NewerRoute> {
  const row = await tx.maybe<Row>(
    `SELECT o.id AS "fromId", o.kind AS "fromKind", o.key AS "fromKey", o.version AS "fromVersion", n.kind, n.key, n.version, n.state
     FROM "case" c JOIN policy_version o ON o.id = c.route_version_id LEFT JOIN policy_version n ON n.id = $2 WHERE c.id = $1`,
    [id, versionId],
  );
  const refuse = (reasonCode: string) => new Refusal('ROUTE_VERSION_NOT_POSSIBLE', { reasonCode });
  if (row === undefined) throw refuse('NO_ROUTE_YET');
  const isRoute = row.kind === 'ROUTE' || row.kind === 'REQUEST_KIND';
  if (!isRoute || row.state !== 'PUBLISHED') throw refuse('NO_PUBLISHED_ROUTE');
  if (row.kind !== row.fromKind || row.key !== row.fromKey) throw refuse('ANOTHER_ROUTE');
  if (row.version <= row.fromVersion) throw refuse('NOT_NEWER');
  const route = row.kind === 'ROUTE' ? await policyById(tx, 'ROUTE', versionId) : await routeOfKind(tx, versionId, now);
  if (route === undefined) throw refuse('NO_PUBLISHED_ROUTE');
  if (route.body.process !== process) throw refuse('ANOTHER_ROUTE');
  return { id: route.id, version: row.version, body: route.body, fromId: row.fromId, fromVersion: row.fromVersion };
}

async function routeOfKind(
  tx: Tx,
  versionId: string,
  now: Date,
): Promise<Pick<Policy<RouteBody>, 'id' | 'body'> | undefined> {
  const { body: kind } = await policyById(tx, 'REQUEST_KIND', versionId);
  const own = ownRoute(kind);
  if (own !== undefined) return { id: versionId, body: own };
  return typeof kind.route === 'string' ? findPolicy(tx, 'ROUTE', kind.route, now) : undefined;
}
