import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { admissionDecisionTable } from '../../../prisma/seed-data/routes.ts';
import { chooseRoute, DecisionTableBody } from '../../../src/domain/routes/decision-table.ts';
import { examineTable, type World } from '../../../src/domain/routes/examine-table.ts';

const WORLD: World = {
  channelTypes: ['AGENT', 'COOP_HALL', 'NON_EXCLUSIVE'],
  units: [
    ['county-1', 'city-1', 'province'],
    ['county-2', 'city-1', 'province'],
    ['county-3', 'city-2', 'province'],
  ],
};
type Row = DecisionTableBody['rows'][number];
const table = (...rows: Row[]): DecisionTableBody => ({ process: 'ADMISSION', rows });
const row = (when: Row['when'], route = 'r'): Row => ({ when, route });

describe('the examination of a decision table', () => {
  it('finds nothing in the table of the demonstration', () => {
    const examined = examineTable(DecisionTableBody.parse(admissionDecisionTable), WORLD);
    expect(examined).toEqual({ unreachable: [], missing: [] });
  });

  it('names rows that no case comes to, and the rows that take theirs', () => {
    const { unreachable } = examineTable(
      table(
        row({ riskGrades: ['HIGH', 'MEDIUM'] }),
        row({ units: ['city-1'] }),
        row({ riskGrades: ['HIGH'], units: ['county-2'] }),
        row({ riskGrades: ['LOW'], units: ['county-1'] }),
        row({ riskGrades: ['HIGH', 'LOW'], units: ['county-1'] }),
        row({}),
      ),
      WORLD,
    );
    expect(unreachable).toEqual([
      { row: 2, behind: [0] },
      { row: 3, behind: [1] },
      { row: 4, behind: [0, 1] },
    ]);
  });

  it('names a row whose own conditions fit no case', () => {
    const empty = [row({ amountFrom: 10, amountBelow: 10 }), row({ channelTypes: [] }), row({ amountBelow: 0 })];
    expect(examineTable(table(...empty, row({})), WORLD).unreachable).toEqual(
      [0, 1, 2].map((n) => ({ row: n, behind: [] })),
    );
  });

  it('gives an example of every case that no row fits', () => {
    const { missing } = examineTable(
      table(row({ riskGrades: ['LOW', 'MEDIUM'] }), row({ amountFrom: 100 }), row({ channelTypes: ['AGENT'] })),
      WORLD,
    );
    expect(missing).toEqual([{ channelType: 'COOP_HALL', units: WORLD.units[0], riskGrade: 'HIGH', amount: 0 }]);
  });

  it('takes amounts to the yuan: from this one on, and below that one', () => {
    const examined = examineTable(table(row({ amountBelow: 100 }), row({ amountFrom: 101 })), WORLD);
    expect(examined.missing.map(({ amount }) => amount)).toEqual([100, 100, 100]);
    expect(examineTable(table(row({ amountBelow: 100 }), row({ amountFrom: 100 })), WORLD).missing).toEqual([]);
  });

  it('tells units apart of which a row names several', () => {
    const { missing } = examineTable(table(row({ units: ['county-1', 'county-3'] })), WORLD);
    expect(new Set(missing.map(({ units }) => units[0]))).toEqual(new Set(['county-2']));
  });

  it('asks about amounts from nothing upwards', () => {
    expect(examineTable(table(row({ amountFrom: 0 }), row({ amountBelow: -1 })), WORLD).missing).toEqual([]);
    const { missing } = examineTable(
      table(row({ amountFrom: 10, amountBelow: 20 }), row({ amountFrom: 5, amountBelow: 7 })),
      WORLD,
    );
    const low = missing.filter(({ riskGrade }) => riskGrade === 'LOW');
    expect(low.map(({ amount }) => amount)).toEqual([0, 7, 20]);
  });

  it('is right for any table: a case without a row is found, and a row that some case comes to is not', () => {
    const some = <Value>(values: readonly Value[]) => fc.option(fc.subarray([...values]), { nil: undefined });
    const anyWhen = fc
      .record({
        channelTypes: some(WORLD.channelTypes),
        units: some(['county-1', 'county-3', 'city-1']),
        riskGrades: some(['LOW', 'MEDIUM', 'HIGH'] as const),
        amountFrom: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
        amountBelow: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
      })
      .map((when): Row['when'] => Object.fromEntries(Object.entries(when).filter(([, value]) => value !== undefined)));
    const anyTable = fc
      .array(anyWhen, { minLength: 1, maxLength: 4 })
      .map((whens) => table(...whens.map((when, n) => row(when, `r${n}`))));
    fc.assert(
      fc.property(anyTable, (one) => {
        const { unreachable, missing } = examineTable(one, WORLD);
        const chosen = WORLD.channelTypes.flatMap((channelType) =>
          WORLD.units.flatMap((units) =>
            (['LOW', 'MEDIUM', 'HIGH'] as const).flatMap((riskGrade) =>
              [0, 1, 2, 3, 4].map((amount) => chooseRoute(one, { channelType, units, riskGrade, amount })),
            ),
          ),
        );
        expect(missing.length > 0).toBe(chosen.includes(undefined));
        const never = one.rows.flatMap(({ route }, n) => (chosen.includes(route) ? [] : [n]));
        expect(unreachable.map((found) => found.row)).toEqual(never);
      }),
    );
  });
});
