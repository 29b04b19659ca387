import { describeRoute, type PhaseDescription } from '../../domain/policies/catalogue/describe-route.ts';
import { REQUEST } from '../../domain/requests/kind.ts';
import type { FactCondition } from '../../domain/routes/facts.ts';
import type { RoutePhases } from '../../domain/routes/route.ts';
import type { Bilingual } from '../../domain/text.ts';
import type { z } from 'zod';
import type { Tx } from '../../persistence/tx.ts';
import { policyById } from '../current.ts';

export interface CatalogueEntry {
  readonly process: string;
  /** Of a request its kind. */
  readonly kind: string | null;
  readonly title: Bilingual | null;
  /** Key of the route; null where a kind of request brings its own. */
  readonly route: string | null;
  readonly policyVersionId: string;
  readonly version: number;
  /** The rows of the decision table that choose this route; null where none is asked. */
  readonly chosenWhen: readonly FactCondition[] | null;
  readonly phases: readonly PhaseDescription[];
}

interface Row {
  id: string;
  kind: 'ROUTE' | 'REQUEST_KIND' | 'DECISION_TABLE';
  key: string;
}

/** What every published route says now (ORG-05), read from the rules themselves: there is no other catalogue to keep. */
export async function readCatalogue(sql: Tx, now: Date): Promise<CatalogueEntry[]> {
  const rows = await sql.rows<Row & Record<string, unknown>>(
    `SELECT DISTINCT ON (kind, key) id, kind, key FROM policy_version
     WHERE kind IN ('ROUTE', 'REQUEST_KIND', 'DECISION_TABLE') AND state = 'PUBLISHED' AND valid_from <= $1 ORDER BY kind, key, version DESC`,
    [now],
  );
  const load = <Kind extends Row['kind']>(wanted: Kind) =>
    Promise.all(
      rows.flatMap(({ id, kind, key }) =>
        kind === wanted ? [policyById(sql, wanted, id).then((policy) => ({ key, ...policy }))] : [],
      ),
    );
  const [routes, kinds, tables] = await Promise.all([load('ROUTE'), load('REQUEST_KIND'), load('DECISION_TABLE')]);
  const rowsFor = (process: string, route: string): FactCondition[] | null =>
    tables
      .find(({ body }) => body.process === process)
      ?.body.rows.flatMap((row) => (row.route === route ? [row.when] : [])) ?? null;
  const ownRoutes = routes
    .filter(({ body }) => body.process !== REQUEST)
    .map(({ key, id, version, body }): CatalogueEntry => ({
      process: body.process,
      kind: null,
      title: null,
      route: key,
      policyVersionId: id,
      version,
      chosenWhen: rowsFor(body.process, key),
      phases: describeRoute(body),
    }));
  const requests = kinds.map(({ id, version, body: { code, title, route } }): CatalogueEntry => {
    const named = typeof route === 'string' ? routes.find(({ key }) => key === route)?.body.phases : route.phases;
    const phases: z.infer<typeof RoutePhases> = named ?? {};
    return {
      process: REQUEST,
      kind: code,
      title,
      route: typeof route === 'string' ? route : null,
      policyVersionId: id,
      version,
      chosenWhen: null,
      phases: describeRoute({ process: REQUEST, phases }),
    };
  });
  return [...ownRoutes, ...requests];
}
