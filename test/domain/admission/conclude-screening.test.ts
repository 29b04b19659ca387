import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  CHECKS,
  CHECK_RESULTS,
  concludeScreening,
  type Finding,
} from '../../../src/domain/admission/conclude-screening.ts';
import { RISK_GRADES } from '../../../src/domain/admission/policy.ts';

const anyFinding: fc.Arbitrary<Finding> = fc.record({
  check: fc.constantFrom(...CHECKS),
  result: fc.constantFrom(...CHECK_RESULTS),
  risk: fc.constantFrom(...RISK_GRADES),
});

describe('concludeScreening', () => {
  it.each<[string, Finding[], object]>([
    ['nothing', [], { kind: 'PASSED', grade: 'LOW' }],
    ['a pass', [{ check: 'CREDIT_INQUIRY', result: 'PASS', risk: 'LOW' }], { kind: 'PASSED', grade: 'LOW' }],
    ['a warning', [{ check: 'CREDIT_CODE', result: 'WARN', risk: 'LOW' }], { kind: 'PASSED', grade: 'LOW' }],
    ['a doubt', [{ check: 'CREDIT_INQUIRY', result: 'MANUAL', risk: 'MEDIUM' }], { kind: 'MANUAL', grade: 'MEDIUM' }],
    [
      'a wrong code',
      [{ check: 'CREDIT_CODE', result: 'BLOCK', risk: 'LOW' }],
      { kind: 'BLOCKED', grade: 'LOW', reasonCode: 'CREDIT_CODE_INVALID' },
    ],
    [
      'a second application',
      [{ check: 'DUPLICATE_APPLICATION', result: 'BLOCK', risk: 'LOW' }],
      { kind: 'BLOCKED', grade: 'LOW', reasonCode: 'DUPLICATE_APPLICATION' },
    ],
    [
      'a blacklisted representative beside a wrong code',
      [
        { check: 'CREDIT_CODE', result: 'BLOCK', risk: 'LOW' },
        { check: 'BLACKLIST_LEGAL_REP', result: 'BLOCK', risk: 'HIGH' },
      ],
      { kind: 'BLOCKED', grade: 'HIGH', reasonCode: 'BLACKLISTED' },
    ],
  ])('of %s', (_title, findings, outcome) => {
    expect(concludeScreening(findings)).toEqual(outcome);
  });

  it('stops exactly when something blocks, and asks a person exactly when something else is in doubt', () => {
    fc.assert(
      fc.property(fc.array(anyFinding), (findings) => {
        const { kind } = concludeScreening(findings);
        const has = (result: Finding['result']) => findings.some((finding) => finding.result === result);
        expect(kind === 'BLOCKED').toBe(has('BLOCK'));
        expect(kind === 'MANUAL').toBe(has('MANUAL') && !has('BLOCK'));
      }),
    );
  });

  it('never becomes milder by one more finding, nor by another order', () => {
    const badness = { PASSED: 0, MANUAL: 1, BLOCKED: 2 };
    fc.assert(
      fc.property(fc.array(anyFinding), anyFinding, (findings, more) => {
        const before = concludeScreening(findings);
        const after = concludeScreening([...findings, more]);
        expect(badness[after.kind]).toBeGreaterThanOrEqual(badness[before.kind]);
        expect(RISK_GRADES.indexOf(after.grade)).toBeGreaterThanOrEqual(RISK_GRADES.indexOf(before.grade));
        expect(concludeScreening([...findings].reverse())).toEqual(before);
      }),
    );
  });
});
