import { RISK_GRADES, type RiskGrade } from './policy.ts';

export const CHECK_RESULTS = ['PASS', 'WARN', 'MANUAL', 'BLOCK'] as const;
export type CheckResult = (typeof CHECK_RESULTS)[number];

export const CHECKS = [
  'CREDIT_CODE',
  'DUPLICATE_COMPANY',
  'DUPLICATE_APPLICATION',
  'BLACKLIST_COMPANY',
  'BLACKLIST_LEGAL_REP',
  'BLACKLIST_AFFILIATES',
  'CREDIT_INQUIRY',
  'DEPOSIT',
] as const;
export type Check = (typeof CHECKS)[number];

/** What one check found, and what that makes the risk at least. */
export interface Finding {
  readonly check: Check;
  readonly result: CheckResult;
  readonly risk: RiskGrade;
}

export interface ScreeningOutcome {
  readonly kind: 'PASSED' | 'BLOCKED' | 'MANUAL';
  readonly grade: RiskGrade;
  /** Why the case stops; only when BLOCKED. */
  readonly reasonCode?: 'BLACKLISTED' | 'CREDIT_CODE_INVALID' | 'DUPLICATE_APPLICATION';
}

/** The worst result wins, and the worst risk. A blacklist hit stops the case (ADM-17); a doubt goes to a person. */
export function concludeScreening(findings: readonly Finding[]): ScreeningOutcome {
  const grade = worst(
    RISK_GRADES,
    findings.map(({ risk }) => risk),
  );
  switch (
    worst(
      CHECK_RESULTS,
      findings.map(({ result }) => result),
    )
  ) {
    case 'BLOCK':
      return { kind: 'BLOCKED', grade, reasonCode: reasonOf(findings) };
    case 'MANUAL':
      return { kind: 'MANUAL', grade };
    case 'WARN':
    case 'PASS':
      return { kind: 'PASSED', grade };
  }
}

/** A blacklist hit is the weightiest reason, whatever else was found. */
function reasonOf(findings: readonly Finding[]): NonNullable<ScreeningOutcome['reasonCode']> {
  const blocking = findings.filter(({ result }) => result === 'BLOCK').map(({ check }) => check);
  if (blocking.some((check) => check.startsWith('BLACKLIST_'))) return 'BLACKLISTED';
  return blocking.includes('CREDIT_CODE') ? 'CREDIT_CODE_INVALID' : 'DUPLICATE_APPLICATION';
}

/** `scale` is in rising order of badness; of nothing at all the best is said. */
function worst<Word extends string>(scale: readonly [Word, ...Word[]], words: readonly Word[]): Word {
  return words.reduce<Word>((bad, word) => (scale.indexOf(word) > scale.indexOf(bad) ? word : bad), scale[0]);
}
