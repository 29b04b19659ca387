import { describe, expect, it } from '@jest/globals';
import { ApproverRule } from '../../../../src/domain/routes/approvers/approver-rule.ts';

const isRule = (rule: object) => ApproverRule.safeParse(rule).success;
const GROUP = { kind: 'GROUP', code: 'RISK' };
const HEAD = { kind: 'HEAD', unit: 'CITY' };

describe('a rule for approvers as data', () => {
  it.each(['R', 'RISK_2', `R${'A'.repeat(59)}`])('names a group %s', (code) => {
    expect(isRule({ ...GROUP, code })).toBe(true);
  });

  it.each(['', 'risk', '2RISK', '_RISK', 'aRISK', 'RISK-2', 'RISKa', `R${'A'.repeat(60)}`])(
    'names no group "%s"',
    (code) => {
      expect(isRule({ ...GROUP, code })).toBe(false);
    },
  );

  it('gives each word a whole weight from 1 to 1000', () => {
    expect([1, 2, 1000].map((weight) => isRule({ ...HEAD, weight }))).toEqual([true, true, true]);
    expect([0, 1001, 1.5].map((weight) => isRule({ ...HEAD, weight }))).toEqual([false, false, false]);
  });

  it('offers one or more rules to choose from', () => {
    const chosen = (from: readonly object[]) => ({ kind: 'CHOSEN_BY_APPLICANT', from });
    expect([[HEAD], [HEAD, GROUP]].map((from) => isRule(chosen(from)))).toEqual([true, true]);
    expect(isRule(chosen([]))).toBe(false);
  });

  it('has by facts one or more rows, each with one or more rules, and as many for everything else', () => {
    const row = { when: { riskGrades: ['HIGH'] }, approvers: [HEAD, GROUP] };
    const byFacts = { kind: 'BY_FACTS', rows: [row, row], otherwise: [HEAD, GROUP] };
    expect(isRule(byFacts)).toBe(true);
    expect(isRule({ ...byFacts, rows: [] })).toBe(false);
    expect(isRule({ ...byFacts, rows: [{ ...row, approvers: [] }] })).toBe(false);
    expect(isRule({ ...byFacts, otherwise: [] })).toBe(false);
  });
});
