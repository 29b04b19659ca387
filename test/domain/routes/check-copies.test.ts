import { describe, expect, it } from '@jest/globals';
import type { ApproverRule } from '../../../src/domain/routes/approvers/approver-rule.ts';
import { checkCopies } from '../../../src/domain/routes/check-copies.ts';
import { StageRule } from '../../../src/domain/routes/route.ts';

const leader = { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' } as const;

function stage(key: string, copyTo: readonly ApproverRule[] = []) {
  const title = { zh: '审核', en: 'Review' };
  return StageRule.parse({ key, title, mode: 'ANY', approvers: [leader], outcomes: ['APPROVE'], copyTo });
}

const faultsOf = (rule: ApproverRule) =>
  checkCopies(stage('b', [rule]), [stage('a')]).map(({ code, names }) => `${code} ${names}`);

describe('checkCopies', () => {
  it.each([
    ['a role', leader, []],
    ['who decided this stage', { kind: 'DECIDER', stage: 'b' }, []],
    ['who decided an earlier one', { kind: 'DECIDER', stage: 'a' }, []],
    ['who decides a later one', { kind: 'DECIDER', stage: 'c' }, ['STAGE_NOT_EARLIER c']],
    ['the starter’s superior', { kind: 'SUPERIOR', nth: 1 }, []],
    ['the superior of a later stage', { kind: 'SUPERIOR', nth: 1, ofStage: 'c' }, ['STAGE_NOT_EARLIER c']],
    ['the company, which sees its case anyway', { kind: 'COMPANY', role: 'OWNER' }, ['COPY_NOT_POSSIBLE COMPANY']],
    [
      'whom somebody chose',
      { kind: 'CHOSEN_AT', stage: 'a', from: [leader], atMost: 1 },
      ['COPY_NOT_POSSIBLE CHOSEN_AT'],
    ],
  ] as const)('says of %s', (_title, rule, faults) => {
    expect(faultsOf(rule as ApproverRule)).toEqual(faults);
  });

  it('looks into every case a fact may decide', () => {
    const byFacts: ApproverRule = {
      kind: 'BY_FACTS',
      rows: [{ when: { riskGrades: ['HIGH'] }, approvers: [{ kind: 'DECIDER', stage: 'c' }] }],
      otherwise: [leader],
    };
    expect(faultsOf(byFacts)).toEqual(['STAGE_NOT_EARLIER c']);
  });
});
