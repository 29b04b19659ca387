import { fault, warning, type PolicyFault } from '../../domain/policies/fault.ts';
import type { DecisionTableBody } from '../../domain/routes/decision-table.ts';
import { publishedKeys, type CheckContext } from './context.ts';

/** Every row leads to a route of its process, every case finds a row, and every name in a condition exists. */
export async function checkDecisionTablePolicy(
  context: CheckContext,
  table: DecisionTableBody,
): Promise<PolicyFault[]> {
  const faults: PolicyFault[] = [];
  if (table.process !== context.key) faults.push(fault('KEY_DIFFERS', 'process'));
  const routes = await routesOf(context, table.process);
  const types = await publishedKeys(context, 'CHANNEL_TYPE');
  const units = new Set((await context.tx.rows<{ code: string }>('SELECT code FROM unit')).map(({ code }) => code));
  const catchAll = table.rows.findIndex(({ when }) =>
    Object.values(when).every((condition) => condition === undefined),
  );
  if (catchAll === -1) faults.push(fault('NO_DEFAULT_ROW', 'rows'));
  for (const [index, { when, route }] of table.rows.entries()) {
    const path = `rows.${index}`;
    if (catchAll !== -1 && index > catchAll) faults.push(warning('UNREACHABLE_ROW', path));
    if (!routes.has(route)) faults.push(fault('ROUTE_UNKNOWN', `${path}.route`, { route }));
    for (const type of when.channelTypes ?? []) {
      if (!types.has(type)) faults.push(fault('CHANNEL_TYPE_UNKNOWN', `${path}.when.channelTypes`, { type }));
    }
    for (const unit of when.units ?? []) {
      if (!units.has(unit)) faults.push(fault('UNIT_UNKNOWN', `${path}.when.units`, { unit }));
    }
  }
  return faults;
}

async function routesOf({ tx, at }: CheckContext, process: string): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ key: string }>(
    `SELECT DISTINCT key FROM policy_version
     WHERE kind = 'ROUTE' AND state = 'PUBLISHED' AND valid_from <= $1 AND body ->> 'process' = $2`,
    [at, process],
  );
  return new Set(rows.map(({ key }) => key));
}
