import { describe, expect, it } from '@jest/globals';
import {
  judgeCredit,
  judgeCreditCode,
  judgeDeposit,
  judgeHits,
  type CreditAnswer,
} from '../../../src/domain/admission/findings.ts';
import type { AdmissionPolicyBody } from '../../../src/domain/admission/policy.ts';

const rules: AdmissionPolicyBody['screening'] = {
  passGrades: ['A', 'B'],
  risk: {
    byCreditGrade: { A: 'LOW', B: 'LOW', C: 'MEDIUM', D: 'HIGH' },
    creditUnknown: 'MEDIUM',
    affiliateHit: 'HIGH',
    depositWaived: 'HIGH',
  },
};
const found = (grade: string): CreditAnswer => ({ kind: 'FOUND', grade, asOf: '2026-01-01', source: 'table' });

describe('judgeCredit', () => {
  it.each<[CreditAnswer, object]>([
    [found('A'), { result: 'PASS', risk: 'LOW' }],
    [found('B'), { result: 'PASS', risk: 'LOW' }],
    [found('C'), { result: 'MANUAL', risk: 'MEDIUM' }],
    [found('D'), { result: 'MANUAL', risk: 'HIGH' }],
    [found('Z'), { result: 'MANUAL', risk: 'MEDIUM' }],
    [{ kind: 'NOT_FOUND' }, { result: 'MANUAL', risk: 'MEDIUM' }],
    [{ kind: 'UNAVAILABLE' }, { result: 'MANUAL', risk: 'MEDIUM' }],
  ])('of %j is %j', (answer, judged) => {
    expect(judgeCredit(answer, rules)).toEqual(judged);
  });

  it('lets nothing pass that nobody found, whatever the policy lists', () => {
    const generous = { ...rules, passGrades: ['A', 'B', 'C', 'D', 'NOT_FOUND', 'UNAVAILABLE', ''] };
    expect(judgeCredit({ kind: 'NOT_FOUND' }, generous).result).toBe('MANUAL');
    expect(judgeCredit({ kind: 'UNAVAILABLE' }, generous).result).toBe('MANUAL');
  });
});

describe('judgeHits', () => {
  it.each([
    [[], { result: 'PASS', risk: 'LOW' }],
    [['POSSIBLE'], { result: 'MANUAL', risk: 'HIGH' }],
    [['POSSIBLE', 'CERTAIN'], { result: 'BLOCK', risk: 'HIGH' }],
  ] as const)('of %j is %j', (hits, judged) => {
    expect(judgeHits(hits, 'HIGH')).toEqual(judged);
  });
});

describe('judgeCreditCode', () => {
  it('stops a wrong check digit and lets a right one pass', () => {
    expect(judgeCreditCode('91350100M000100Y43')).toEqual({ result: 'PASS', risk: 'LOW' });
    expect(judgeCreditCode('91350100M000100Y44')).toEqual({ result: 'BLOCK', risk: 'LOW' });
  });
});

describe('judgeDeposit', () => {
  it.each([
    [true, true, { result: 'WARN', risk: 'HIGH' }],
    [true, false, { result: 'PASS', risk: 'LOW' }],
    [false, true, { result: 'PASS', risk: 'LOW' }],
  ] as const)('waived %s, first time %s', (waived, firstTime, judged) => {
    expect(judgeDeposit(waived, firstTime, rules)).toEqual(judged);
  });
});
