import { describe, expect, it } from '@jest/globals';
import type { AdmissionPolicyBody } from '../../../src/domain/admission/policy.ts';
import { datesAfterRefusal } from '../../../src/domain/admission/reapply-from.ts';
import { compileCalendar } from '../../../src/domain/time/compile-calendar.ts';
import { stateCouncilCalendar } from '../../../prisma/seed-data/calendar.ts';
import { admissionPolicy } from '../../../prisma/seed-data/process-policies.ts';
import { AdmissionPolicyBody as Schema } from '../../../src/domain/admission/policy.ts';

const calendar = compileCalendar(stateCouncilCalendar);
const policy: AdmissionPolicyBody = Schema.parse(admissionPolicy);
const at = new Date('2026-08-31T02:00:00Z');

describe('datesAfterRefusal', () => {
  it('lets a refused company apply again six months later, on the last day where the month is shorter', () => {
    expect(datesAfterRefusal(policy, calendar, { reasonCode: 'NOT_QUALIFIED', at }).reapplyFrom).toEqual(
      new Date('2027-02-28T02:00:00Z'),
    );
  });

  it('lets it apply at once where only material was missing', () => {
    expect(datesAfterRefusal(policy, calendar, { reasonCode: 'MATERIAL_MISSING', at }).reapplyFrom).toBeNull();
  });

  it('gives fifteen working days to object, over the holidays', () => {
    const from = new Date('2026-09-21T02:00:00Z');
    const { objectionUntil } = datesAfterRefusal(policy, calendar, { reasonCode: 'OTHER', at: from });
    expect(objectionUntil?.toISOString().slice(0, 10)).toBe('2026-10-19');
  });
});
