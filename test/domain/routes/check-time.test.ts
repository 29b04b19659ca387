import { describe, expect, it } from '@jest/globals';
import { timeFaults } from '../../../src/domain/routes/check-time.ts';
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
});
