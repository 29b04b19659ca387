import { describe, expect, it } from '@jest/globals';
import { timeFaults } from '../../../src/domain/routes/check-time.ts';
import { ApproverRule } from '../../../src/domain/routes/approvers/approver-rule.ts';
import { StageRule } from '../../../src/domain/routes/route.ts';
import { wish, type StageWish } from '../../tasks/office.ts';

const DUE = { n: 3, unit: 'WORKING_DAY' } as const;
const faults = (values: StageWish) =>
  timeFaults(StageRule.parse(wish('check', values))).map(({ code, names }) => `${code} ${names}`);

describe('what a stage leaves to the clock', () => {
  it.each(['ESCALATE', 'NOTHING', 'APPROVE', 'REJECT', 'TRANSFER'] as const)(
    'may be %s after a deadline',
    (onOverdue) => {
      expect(faults({ due: DUE, onOverdue, overdueGrace: DUE, remindAfter: [DUE] })).toEqual([]);
    },
  );

  it('needs a deadline to come after', () => {
    expect(faults({ onOverdue: 'APPROVE', overdueGrace: DUE, remindAfter: [DUE] })).toEqual([
      'DUE_MISSING onOverdue',
      'DUE_MISSING remindAfter',
      'DUE_MISSING overdueGrace',
    ]);
    expect(faults({ onOverdue: 'NOTHING' })).toEqual([]);
  });

  it('is a word the stage offers', () => {
    expect(faults({ due: DUE, onOverdue: 'REJECT', outcomes: ['APPROVE'] })).toEqual(['OVERDUE_NOT_OFFERED REJECT']);
    expect(faults({ due: DUE, onOverdue: 'APPROVE', outcomes: ['SIGN'], form: 'SIGNATURE' })).toEqual([
      'OVERDUE_NOT_OFFERED APPROVE',
      'OVERDUE_NOT_POSSIBLE APPROVE',
    ]);
  });

  it.each(['MATERIAL_REVIEW', 'CONTRACT_DRAFT', 'SIGNATURE'])('is never the approval of a %s', (form) => {
    expect(faults({ due: DUE, onOverdue: 'APPROVE', form })).toEqual(['OVERDUE_NOT_POSSIBLE APPROVE']);
    expect(faults({ due: DUE, onOverdue: 'REJECT', form })).toEqual([]);
  });

  it('is never the word of a company, nor its task handed to staff', () => {
    const approvers: NonNullable<StageWish['approvers']> = [{ kind: 'COMPANY', role: 'OWNER' }];
    expect(faults({ due: DUE, approvers, onOverdue: 'APPROVE' })).toEqual(['OVERDUE_NOT_POSSIBLE APPROVE']);
    expect(faults({ due: DUE, approvers, onOverdue: 'TRANSFER' })).toEqual(['OVERDUE_NOT_POSSIBLE TRANSFER']);
    expect(faults({ due: DUE, approvers, onOverdue: 'REJECT' })).toEqual([]);
  });

  it.each(['APPROVE', 'REJECT', 'TRANSFER'] as const)('is no %s without a deadline', (onOverdue) => {
    expect(faults({ onOverdue })).toEqual(['DUE_MISSING onOverdue']);
  });

  it('may be the approval of a form that is no work of people', () => {
    expect(faults({ due: DUE, onOverdue: 'APPROVE', form: 'VERIFICATION' })).toEqual([]);
  });

  it('is not the word of a company where staff are asked beside it', () => {
    const approvers: NonNullable<StageWish['approvers']> = [
      { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' },
      { kind: 'COMPANY', role: 'OWNER' },
    ];
    expect(faults({ due: DUE, approvers, onOverdue: 'TRANSFER' })).toEqual(['OVERDUE_NOT_POSSIBLE TRANSFER']);
  });

  it('goes to whom the route names only where it is handed on, to people who can be found then', () => {
    const to = (overdueTo: StageWish['overdueTo']): StageWish => ({ due: DUE, onOverdue: 'TRANSFER', overdueTo });
    const head = { kind: 'HEAD', unit: 'CITY' } as const;
    const company = { kind: 'COMPANY', role: 'OWNER' } as const;
    const chosen = { kind: 'CHOSEN_BY_APPLICANT', from: [head] } as const;
    expect(faults(to([head]))).toEqual([]);
    expect(faults({ ...to([head]), onOverdue: 'ESCALATE' })).toEqual(['OVERDUE_NOT_POSSIBLE overdueTo']);
    const byFacts = {
      kind: 'BY_FACTS',
      rows: [{ when: { riskGrades: ['HIGH'] }, approvers: [chosen] }],
      otherwise: [head],
    } as const;
    const rules: unknown[] = [company, chosen, { ...chosen, kind: 'CHOSEN_AT', stage: 'before' }, byFacts];
    for (const rule of rules) {
      expect(faults(to([head, ApproverRule.parse(rule)]))).toEqual(['OVERDUE_NOT_POSSIBLE overdueTo']);
    }
  });
});
