import { describe, expect, it } from '@jest/globals';
import type { ApproverRule } from '../../../../src/domain/routes/approvers/approver-rule.ts';
import { askFacts, isOwedByCompany } from '../../../../src/domain/routes/approvers/rules-for.ts';

const HEAD: ApproverRule = { kind: 'HEAD', unit: 'CITY' };
const OWNER: ApproverRule = { kind: 'COMPANY', role: 'OWNER' };
const BY_FACTS: ApproverRule = { kind: 'BY_FACTS', rows: [{ when: {}, approvers: [HEAD] }], otherwise: [HEAD] };

describe('the rules of a stage together', () => {
  it('ask for the facts of the case where one of them does', () => {
    expect([[HEAD], [HEAD, BY_FACTS], [BY_FACTS]].map((rules) => askFacts(rules))).toEqual([false, true, true]);
  });

  it('leave it to the company only where nobody else is named', () => {
    expect([[OWNER], [OWNER, HEAD], [HEAD]].map((rules) => isOwedByCompany(rules))).toEqual([true, false, false]);
  });
});
