import type { Act } from '../../acts/act.ts';
import { Refusal } from '../../domain/refusal.ts';
import { rootUnitId } from '../../organisation/root-unit.ts';
import { insertAffiliates, type NewAffiliate } from '../../registry/companies/affiliates.ts';
import { insertCompany, type NewCompany } from '../../registry/companies/company.ts';
import { assertCurrentConsent } from '../consent.ts';

export interface Founding {
  readonly founderId: string;
  readonly company: Omit<NewCompany, 'partnerState'>;
  readonly affiliates: readonly NewAffiliate[];
}

/**
 * Puts an applicant's company on record with the founder as its owner. Whoever comes second to a credit code is told to
 * turn to the owner: two accounts of one company would hide each other's applications.
 * @throws Refusal CONSENT_MISSING, UNIT_UNKNOWN; a unique credit code makes COMPANY_EXISTS
 */
export async function foundCompany(act: Act, founding: Founding): Promise<{ companyId: string }> {
  const { tx, now } = act;
  const { founderId, company, affiliates } = founding;
  await assertCurrentConsent(tx, founderId, now);
  if (company.unitId !== undefined) await assertUnitIsOpen(act, company.unitId);
  const companyId = await insertCompany(tx, { ...company, partnerState: 'NONE' });
  await insertAffiliates(tx, companyId, affiliates);
  await tx.run(`INSERT INTO company_member (company_id, account_id, role, valid_from) VALUES ($1, $2, 'OWNER', $3)`, [
    companyId,
    founderId,
    now,
  ]);
  const { creditCode, unitId = await rootUnitId(tx) } = company;
  const after = { creditCode, ownerId: founderId, affiliates: affiliates.length };
  act.audit({ action: 'COMPANY_FOUNDED', unitId, subject: `company:${companyId}`, after });
  return { companyId };
}

async function assertUnitIsOpen({ tx }: Act, unitId: string): Promise<void> {
  const unit = await tx.maybe(`SELECT FROM unit WHERE id = $1 AND NOT closed AND level <> 'DEPARTMENT'`, [unitId]);
  if (unit === undefined) throw new Refusal('UNIT_UNKNOWN');
}
