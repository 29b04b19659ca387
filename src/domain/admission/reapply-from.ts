import { addDuration } from '../time/add-duration.ts';
import type { CompiledCalendar } from '../time/compile-calendar.ts';
import type { AdmissionPolicyBody } from './policy.ts';

export interface Refused {
  readonly reasonCode: string;
  readonly at: Date;
}

/**
 * From when on the company may apply again, and until when it may object (product §2.1). Null: at once, or for the objection,
 * that the calendar's known years end before.
 */
export function datesAfterRefusal(
  { reapply, objection }: AdmissionPolicyBody,
  calendar: CompiledCalendar,
  { reasonCode, at }: Refused,
): { readonly reapplyFrom: Date | null; readonly objectionUntil: Date | null } {
  const again = addDuration(calendar, at, reapply.after);
  const until = addDuration(calendar, at, objection.window);
  return {
    reapplyFrom: reapply.atOnceReasons.includes(reasonCode) || again.kind !== 'AT' ? null : again.at,
    objectionUntil: until.kind === 'AT' ? until.at : null,
  };
}
