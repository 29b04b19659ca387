import { Refusal } from '../../domain/refusal.ts';
import type { RouteBody } from '../../domain/routes/route.ts';
import type { Tx } from '../../persistence/tx.ts';
import { policyById } from '../../policies/current.ts';
import type { CaseSnapshot } from '../../tasks/snapshot.ts';

export interface NewerRoute {
  readonly version: number;
  readonly body: RouteBody;
  readonly fromId: string;
  readonly fromVersion: number;
}

interface Row extends Record<string, unknown> {
  readonly fromId: string;
  readonly fromKey: string;
  readonly fromVersion: number;
  readonly kind: string | null;
  readonly key: string;
  readonly version: number;
  readonly state: string;
}

/** The version a case may be moved to: published, of the same route, newer than its own. @throws Refusal ROUTE_VERSION_NOT_POSSIBLE with a `reasonCode` */
export async function newerRoute(tx: Tx, { id, process }: CaseSnapshot, versionId: string): Promise<NewerRoute> {
  const row = await tx.maybe<Row>(
    `SELECT o.id AS "fromId", o.key AS "fromKey", o.version AS "fromVersion", n.kind, n.key, n.version, n.state
     FROM "case" c JOIN policy_version o ON o.id = c.route_version_id LEFT JOIN policy_version n ON n.id = $2 WHERE c.id = $1`,
    [id, versionId],
  );
  const refuse = (reasonCode: string) => new Refusal('ROUTE_VERSION_NOT_POSSIBLE', { reasonCode });
  if (row === undefined) throw refuse('NO_ROUTE_YET');
  if (row.kind !== 'ROUTE' || row.state !== 'PUBLISHED') throw refuse('NO_PUBLISHED_ROUTE');
  if (row.key !== row.fromKey) throw refuse('ANOTHER_ROUTE');
  if (row.version <= row.fromVersion) throw refuse('NOT_NEWER');
  const { body } = await policyById(tx, 'ROUTE', versionId);
  if (body.process !== process) throw refuse('ANOTHER_ROUTE');
  return { version: row.version, body, fromId: row.fromId, fromVersion: row.fromVersion };
}
