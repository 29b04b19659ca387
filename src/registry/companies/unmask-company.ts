import type { Act } from '../../acts/act.ts';
import type { Facts } from '../../domain/refusal.ts';
import { rootUnitId } from '../../organisation/root-unit.ts';
import type { PersonalField } from './read-company.ts';

/** Why somebody needs to see a personal field. No free text: it would carry what the audit must not hold. */
export const UNMASK_REASONS = [
  'CONTACT_PARTNER',
  'VERIFY_IDENTITY',
  'CASE_WORK',
  'INVESTIGATION',
  'COMPLAINT',
] as const;

export interface Unmasking {
  readonly companyId: string;
  readonly fields: readonly PersonalField[];
  readonly reasonCode: (typeof UNMASK_REASONS)[number];
}

/**
 * Writes down who will see which fields and why; never what they hold. The act's stored answer has no values either, so the
 * caller reads them afterwards and a repeated request shows nothing.
 */
export async function recordUnmasking(act: Act, { companyId, fields, reasonCode }: Unmasking): Promise<Facts> {
  const company = await act.tx.one<{ unitId: string | null }>('SELECT unit_id AS "unitId" FROM company WHERE id = $1', [
    companyId,
  ]);
  act.audit({
    action: 'COMPANY_UNMASKED',
    unitId: company.unitId ?? (await rootUnitId(act.tx)),
    subject: `company:${companyId}`,
    reasonCode,
    after: { fields },
  });
  return { companyId, fields };
}
