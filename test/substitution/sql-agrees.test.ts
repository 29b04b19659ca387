import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mandatesOf } from '../../src/domain/substitution/chains.ts';
import { covers } from '../../src/domain/substitution/scope.ts';
import { COVERS, mandateRows, mandateValue } from '../../src/tasks/people/stand-ins/mandates.ts';
import { facts, holding, PEOPLE, someInstant, substitutions } from '../domain/substitution/arbitraries.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db.close();
});

/** Words of the arbitraries as the ids that the database wants. */
const ids = new Map<string, string>();
const idOf = (word: string): string => {
  const id = ids.get(word) ?? randomUUID();
  ids.set(word, id);
  return id;
};

describe('a list', () => {
  it('takes from the rows exactly the cases that the rule takes', async () => {
    const statement = `WITH m AS (${mandateRows('$1')}),
        c AS (SELECT $2::text AS process, $3::numeric AS amount), u AS (SELECT $4::uuid[] AS path)
      SELECT m.n FROM m, c, u WHERE ${COVERS} ORDER BY m.n`;
    await fc.assert(
      fc.asyncProperty(substitutions, someInstant, facts, fc.boolean(), async (all, at, about, undeclared) => {
        const list = holding(all, at).map((one) => ({
          ...one,
          principalId: idOf(one.principalId),
          substituteId: idOf(one.substituteId),
          unitIds: one.unitIds?.map(idOf) ?? null,
        }));
        const amount = undeclared ? 0 : about.amount;
        const theCase = { ...about, amount, unitPath: about.unitPath.map(idOf) };
        for (const person of PEOPLE) {
          const mandates = mandatesOf(list, idOf(person), 3);
          const values = [mandateValue(mandates), about.process, undeclared ? null : amount, theCase.unitPath];
          const rows = await db.sql.rows<{ n: number }>(statement, values);
          const taken = mandates.flatMap(({ scope }, n) => (covers(scope, theCase) ? [n] : []));
          expect(rows.map(({ n }) => n)).toEqual(taken);
        }
      }),
      { numRuns: 120 },
    );
  });
});
