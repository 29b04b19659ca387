import { describe, expect, it } from '@jest/globals';
import { STAGE_OPERATIONS, StageRule } from '../../../../src/domain/routes/route.ts';

const LEADER = { kind: 'ROLE', role: 'LEADER', unit: 'COUNTY' };
const LEAST = {
  key: 'check',
  title: { zh: '审核', en: 'Check' },
  mode: 'ANY',
  approvers: [LEADER],
  outcomes: ['APPROVE'],
};
const isRule = (more: object) => StageRule.safeParse({ ...LEAST, ...more }).success;

describe('a stage as data', () => {
  it('says with the least words what most stages want', () => {
    expect(StageRule.parse(LEAST)).toEqual({
      ...LEAST,
      settle: 'AT_ONCE',
      votesOnReturn: 'VOID',
      after: [],
      reasonRequired: ['REJECT', 'RETURN'],
      returnTo: [],
      onReturn: 'REDO',
      dependsOn: [],
      excludes: [],
      remindBefore: [],
      remindAfter: [],
      onOverdue: 'ESCALATE',
      overdueTo: [],
      fallback: [],
      onNobody: 'ADMINISTRATOR',
      onApplicant: 'EXCLUDE',
      onRepeat: 'AGAIN',
      onConflict: 'EXCLUDE',
      priority: 50,
      bulk: false,
      byLink: false,
      copyTo: [],
      offers: [...STAGE_OPERATIONS],
      confirm: 'NONE',
    });
  });

  it.each(['a', 'a1', 'a_b', `a${'b'.repeat(39)}`])('may be called %s', (key) => {
    expect(isRule({ key })).toBe(true);
  });

  it.each(['', 'A', '1a', '_a', 'a-b', 'a b', 'Xa', `a${'b'.repeat(40)}`])('may not be called "%s"', (key) => {
    expect(isRule({ key })).toBe(false);
  });

  it('passes with a whole percentage from 1 to 100', () => {
    expect([1, 51, 100].map((passPercent) => isRule({ passPercent }))).toEqual([true, true, true]);
    expect([0, 101, 50.5].map((passPercent) => isRule({ passPercent }))).toEqual([false, false, false]);
  });

  it('has a whole priority from 0 to 100', () => {
    expect([0, 60, 100].map((priority) => isRule({ priority }))).toEqual([true, true, true]);
    expect([-1, 101, 0.5].map((priority) => isRule({ priority }))).toEqual([false, false, false]);
  });

  it('asks somebody something, and may have several rules for it', () => {
    expect(isRule({ approvers: [] })).toBe(false);
    expect(isRule({ outcomes: [] })).toBe(false);
    expect(isRule({ approvers: [LEADER, { ...LEADER, unit: 'CITY' }], outcomes: ['APPROVE', 'REJECT'] })).toBe(true);
  });

  it.each([
    ['settle', ['AT_ONCE', 'ALL_DECIDED']],
    ['votesOnReturn', ['VOID', 'KEEP']],
    ['onReturn', ['REDO', 'KEEP']],
    ['onOverdue', ['ESCALATE', 'NOTHING', 'APPROVE', 'REJECT', 'TRANSFER']],
    ['onNobody', ['ADMINISTRATOR', 'SUPERIOR', 'PASS', 'REJECT', 'REFUSE']],
    ['onApplicant', ['EXCLUDE', 'SUPERIOR', 'SKIP']],
    ['onRepeat', ['AGAIN', 'SKIP', 'SUPERIOR']],
    ['onConflict', ['EXCLUDE', 'SUPERIOR']],
    ['confirm', ['NONE', 'SUPERVISOR']],
  ] as const)('knows each word of %s and no other', (field, words) => {
    expect(words.filter((word) => !isRule({ [field]: word }))).toEqual([]);
    expect(isRule({ [field]: 'MAYBE' })).toBe(false);
  });
});
