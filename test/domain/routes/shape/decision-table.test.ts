import { describe, expect, it } from '@jest/globals';
import { DecisionTableBody } from '../../../../src/domain/routes/decision-table.ts';

const row = (route: string) => ({ when: { riskGrades: ['HIGH'] }, route });
const isTable = (table: object) => DecisionTableBody.safeParse(table).success;

describe('a decision table as data', () => {
  it('is of one process and has one or more rows, each with a condition and a route', () => {
    expect(isTable({ process: 'ADMISSION', rows: [row('a'), row('b')] })).toBe(true);
    expect(isTable({ process: 'ADMISSION', rows: [] })).toBe(false);
    expect(isTable({ rows: [row('a')] })).toBe(false);
    expect(isTable({ process: 'ADMISSION', rows: [{ when: {} }] })).toBe(false);
    expect(isTable({ process: 'ADMISSION', rows: [{ ...row('a'), otherwise: 'b' }] })).toBe(false);
  });
});
