import { checkCreditCode } from '../identity/credit-code.ts';
import type { CheckResult, Finding } from './conclude-screening.ts';
import type { AdmissionPolicyBody } from './policy.ts';

type Judged = Omit<Finding, 'check'>;
type ScreeningRules = AdmissionPolicyBody['screening'];

/** What a credit provider answered. UNAVAILABLE stands for every failure and for the time limit. */
export type CreditAnswer =
  | { readonly kind: 'FOUND'; readonly grade: string; readonly asOf: string; readonly source: string }
  | { readonly kind: 'NOT_FOUND' }
  | { readonly kind: 'UNAVAILABLE' };

/** The organisation code inside may carry a wrong digit of its own: some early codes do, so that is only a warning. */
export function judgeCreditCode(creditCode: string): Judged {
  const checked = checkCreditCode(creditCode);
  if (checked.kind === 'INVALID') return { result: 'BLOCK', risk: 'LOW' };
  return { result: checked.warnings.length > 0 ? 'WARN' : 'PASS', risk: 'LOW' };
}

/** Only a grade that the policy lets pass passes; "not found" and "no answer" go to a person, never through (CRD-05). */
export function judgeCredit(answer: CreditAnswer, { passGrades, risk }: ScreeningRules): Judged {
  if (answer.kind !== 'FOUND') return { result: 'MANUAL', risk: risk.creditUnknown };
  const result = passGrades.includes(answer.grade) ? 'PASS' : 'MANUAL';
  return { result, risk: risk.byCreditGrade[answer.grade] ?? risk.creditUnknown };
}

/** How surely a blacklist entry means this subject: by its number, or only by an equal name or before it was confirmed. */
export type HitStrength = 'CERTAIN' | 'POSSIBLE';

/** A certain hit stops the case (ADM-17, CRD-03); a possible one proves nothing, so a person looks. */
export function judgeHits(hits: readonly HitStrength[], whenHit: Judged['risk']): Judged {
  const result: CheckResult = hits.includes('CERTAIN') ? 'BLOCK' : hits.length > 0 ? 'MANUAL' : 'PASS';
  return { result, risk: hits.length > 0 ? whenHit : 'LOW' };
}

/** A waived deposit is a risk with somebody the operator has no channel with yet. */
export function judgeDeposit(waived: boolean, firstTime: boolean, { risk }: ScreeningRules): Judged {
  return waived && firstTime ? { result: 'WARN', risk: risk.depositWaived } : { result: 'PASS', risk: 'LOW' };
}
