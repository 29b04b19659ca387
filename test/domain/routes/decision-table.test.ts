import { describe, expect, it } from '@jest/globals';
import { chooseRoute, type DecisionTableBody } from '../../../src/domain/routes/decision-table.ts';
import type { CaseFacts } from '../../../src/domain/routes/facts.ts';

const FACTS: CaseFacts = {
  channelType: 'AGENT',
  units: ['county-0101', 'city-01', 'province'],
  riskGrade: 'LOW',
  amount: 100,
};

type When = DecisionTableBody['rows'][number]['when'];
const table = (...rows: readonly [When, string][]): DecisionTableBody => ({
  process: 'TEST',
  rows: rows.map(([when, route]) => ({ when, route })),
});

describe('chooseRoute', () => {
  it('takes the first row that fits, also when later ones fit better', () => {
    expect(chooseRoute(table([{}, 'first'], [{ channelTypes: ['AGENT'] }, 'second']), FACTS)).toBe('first');
  });

  it('goes on to a later row while a condition fails', () => {
    const rows = table([{ riskGrades: ['HIGH'] }, 'high'], [{ channelTypes: ['EXCLUSIVE'] }, 'shop'], [{}, 'rest']);

    expect(chooseRoute(rows, FACTS)).toBe('rest');
  });

  it('is undecided when nothing fits', () => {
    expect(chooseRoute(table([{ riskGrades: ['HIGH'] }, 'high']), FACTS)).toBeUndefined();
  });

  it.each<[string, When, boolean]>([
    ['a named type', { channelTypes: ['EXCLUSIVE', 'AGENT'] }, true],
    ['another type', { channelTypes: ['EXCLUSIVE'] }, false],
    ["the case's county", { units: ['county-0101'] }, true],
    ['a city above the county', { units: ['city-01'] }, true],
    ['another city', { units: ['city-02'] }, false],
    ['one city of several', { units: ['city-02', 'city-01'] }, true],
    ['a named risk', { riskGrades: ['MEDIUM', 'LOW'] }, true],
    ['another risk', { riskGrades: ['HIGH'] }, false],
    ['an amount from exactly the declared one', { amountFrom: 100 }, true],
    ['an amount from a cent more', { amountFrom: 100.01 }, false],
    ['an amount below exactly the declared one', { amountBelow: 100 }, false],
    ['an amount below a cent more', { amountBelow: 100.01 }, true],
    [
      'every condition at once',
      { channelTypes: ['AGENT'], units: ['province'], amountFrom: 0, amountBelow: 101 },
      true,
    ],
    ['all conditions but one', { channelTypes: ['AGENT'], units: ['province'], riskGrades: ['HIGH'] }, false],
    ['a list that names nothing', { channelTypes: [] }, false],
  ])('%s', (_title, when, fits) => {
    expect(chooseRoute(table([when, 'route']), FACTS)).toBe(fits ? 'route' : undefined);
  });
});
