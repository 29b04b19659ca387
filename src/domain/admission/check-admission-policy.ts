import { isAutomaticReason } from '../tasks/automatic-reasons.ts';
import { isSystemReason } from '../tasks/reasons/system-reasons.ts';
import { fault, type PolicyFault } from '../policies/fault.ts';
import type { AdmissionPolicyBody } from './policy.ts';

/** Reason codes are names that other rows use, so each stands once and none is used that is not there. */
export function checkAdmissionPolicy(policy: AdmissionPolicyBody): PolicyFault[] {
  const codes = policy.refusalReasons.map(({ code }) => code);
  const faults: PolicyFault[] = [];
  for (const [index, code] of codes.entries()) {
    // People cannot give a reason that the system gives for what it does by itself.
    if (isSystemReason(code)) faults.push(fault('REASON_RESERVED', `refusalReasons.${index}.code`, { code }));
    if (codes.indexOf(code) < index) faults.push(fault('DUPLICATE_REASON', `refusalReasons.${index}.code`, { code }));
  }
  for (const [index, code] of policy.reapply.atOnceReasons.entries()) {
    if (!codes.includes(code) && !isAutomaticReason(code))
      faults.push(fault('REASON_UNKNOWN', `reapply.atOnceReasons.${index}`, { code }));
  }
  return faults;
}
