import type { FormValues } from '../domain/forms/values.ts';
import { chooseWay } from '../domain/requests/choose-way.ts';
import type { RequestKindBody } from '../domain/requests/kind.ts';
import type { RouteBody } from '../domain/routes/route.ts';
import type { Tx } from '../persistence/tx.ts';
import { findPolicy } from '../policies/current.ts';
import { ownRoute } from '../policies/pinned-route.ts';

export interface Way {
  /** The key of the published route; null for the one that the kind brings along. */
  readonly key: string | null;
  /** The published version of that route; null as the key is. */
  readonly versionId: string | null;
  readonly route: RouteBody;
}

/** The route that a request of this kind would go by with these values; undefined where the route it names is not in force. */
export async function wayOf(tx: Tx, kind: RequestKindBody, values: FormValues, now: Date): Promise<Way | undefined> {
  const chosen = chooseWay(kind, values);
  if (typeof chosen !== 'string') {
    const route = ownRoute({ route: chosen });
    return route === undefined ? undefined : { key: null, versionId: null, route };
  }
  const policy = await findPolicy(tx, 'ROUTE', chosen, now);
  return policy === undefined ? undefined : { key: chosen, versionId: policy.id, route: policy.body };
}
