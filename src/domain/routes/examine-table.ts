import type { DecisionTableBody } from './decision-table.ts';
import { holds, type CaseFacts } from './facts.ts';

/** What cases may be like: the types there are, and for each unit that cases belong to its code and those above it. */
export interface World {
  readonly channelTypes: readonly string[];
  readonly units: readonly (readonly string[])[];
}

export interface Examination {
  /** Rows, from 0, that no case can come to, with the rows that take theirs; without any where its own conditions fit no case. */
  readonly unreachable: readonly { readonly row: number; readonly behind: readonly number[] }[];
  /** One example of every kind of case that no row fits. */
  readonly missing: readonly CaseFacts[];
}

/** Goes through every combination of facts that the conditions of a table tell apart. */
export function examineTable({ rows }: DecisionTableBody, world: World): Examination {
  const reached = new Set<number>();
  const behind = new Map<number, Set<number>>(rows.map((_, row) => [row, new Set()]));
  const missing: CaseFacts[] = [];
  for (const facts of combinations(rows, world)) {
    const fitting = rows.flatMap(({ when }, row) => (holds(when, facts) ? [row] : []));
    const [first, ...others] = fitting;
    if (first === undefined) missing.push(facts);
    else reached.add(first);
    for (const row of others) if (first !== undefined) behind.get(row)?.add(first);
  }
  const unreachable = rows.flatMap((_, row) =>
    reached.has(row) ? [] : [{ row, behind: [...(behind.get(row) ?? [])].sort((a, b) => a - b) }],
  );
  return { unreachable, missing };
}

type Rows = DecisionTableBody['rows'];

function combinations(rows: Rows, world: World): CaseFacts[] {
  const types = oneOfEach(world.channelTypes, (type) => rows.map(({ when }) => when.channelTypes?.includes(type)));
  const units = oneOfEach(world.units, (codes) =>
    rows.map(({ when }) => when.units?.some((code) => codes.includes(code))),
  );
  return types.flatMap((channelType) =>
    units.flatMap((codes) =>
      RISKS.flatMap((riskGrade) => amounts(rows).map((amount) => ({ channelType, units: codes, riskGrade, amount }))),
    ),
  );
}

const RISKS = ['LOW', 'MEDIUM', 'HIGH'] as const;

/** Values that every row treats alike count as one. */
function oneOfEach<Value>(values: readonly Value[], treatment: (value: Value) => readonly unknown[]): Value[] {
  const kinds = new Map<string, Value>();
  for (const value of values) {
    const kind = treatment(value).join();
    if (!kinds.has(kind)) kinds.set(kind, value);
  }
  return [...kinds.values()];
}

/** The least amount of each stretch that the rows tell apart; nobody asks for less than nothing. */
function amounts(rows: Rows): number[] {
  const cuts = rows.flatMap(({ when }) => [when.amountFrom ?? 0, when.amountBelow ?? 0]);
  return [...new Set([0, ...cuts.filter((cut) => cut > 0)])].sort((a, b) => a - b);
}
