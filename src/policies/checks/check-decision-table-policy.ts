import { fault, warning, type PolicyFault } from '../../domain/policies/fault.ts';
import type { Facts } from '../../domain/refusal.ts';
import type { DecisionTableBody } from '../../domain/routes/decision-table.ts';
import { examineTable } from '../../domain/routes/examine-table.ts';
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
  const unknown = new Set<number>();
  for (const [index, { when, route }] of table.rows.entries()) {
    const path = `rows.${index}`;
    if (!routes.has(route)) faults.push(fault('ROUTE_UNKNOWN', `${path}.route`, { route }));
    for (const type of when.channelTypes ?? []) {
      if (types.has(type)) continue;
      faults.push(fault('CHANNEL_TYPE_UNKNOWN', `${path}.when.channelTypes`, { type }));
      unknown.add(index);
    }
    for (const unit of when.units ?? []) {
      if (units.has(unit)) continue;
      faults.push(fault('UNIT_UNKNOWN', `${path}.when.units`, { unit }));
      unknown.add(index);
    }
  }
  return [...faults, ...(await rowsAndGaps(context, table, types, unknown))];
}

/** How many examples a message names. */
const NAMED = 10;

/** Every case has a row, also one of a type or unit that is new tomorrow, and every row has cases. */
async function rowsAndGaps(
  { tx }: CheckContext,
  table: DecisionTableBody,
  types: ReadonlySet<string>,
  unknown: ReadonlySet<number>,
): Promise<PolicyFault[]> {
  const units = await tx.rows<{ codes: string[] }>(
    `SELECT (SELECT jsonb_agg(above.code ORDER BY array_position(u.path, above.id) DESC) FROM unit above WHERE above.id = ANY (u.path)) AS codes
     FROM unit u WHERE u.level = 'COUNTY' AND NOT u.closed ORDER BY u.code`,
  );
  const world = { channelTypes: [...types].sort(), units: units.map(({ codes }) => codes) };
  const { unreachable, missing } = examineTable(table, world);
  const hasDefault = table.rows.some(({ when }) => Object.values(when).every((condition) => condition === undefined));
  const examples = missing.slice(0, NAMED).map(({ channelType, riskGrade, amount, units: [unit = null] }): Facts => ({
    channelType,
    riskGrade,
    amount,
    unit,
  }));
  return [
    ...(hasDefault ? [] : [fault('NO_DEFAULT_ROW', 'rows', { count: missing.length, missing: examples })]),
    ...unreachable
      .filter(({ row }) => !unknown.has(row))
      .map(({ row, behind }) => warning('UNREACHABLE_ROW', `rows.${row}`, { behind })),
  ];
}

async function routesOf({ tx, at }: CheckContext, process: string): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ key: string }>(
    `SELECT DISTINCT key FROM policy_version
     WHERE kind = 'ROUTE' AND state = 'PUBLISHED' AND valid_from <= $1 AND body ->> 'process' = $2`,
    [at, process],
  );
  return new Set(rows.map(({ key }) => key));
}
