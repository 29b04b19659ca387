import { Refusal } from '../../domain/refusal.ts';
import { normaliseSite } from '../../domain/admission/site.ts';
import type { Tx } from '../../persistence/tx.ts';
import type { PartnerState } from '../../registry/companies/company.ts';

export interface Wish {
  readonly companyId: string;
  readonly channelType: string;
  readonly siteAddress: string;
  /** The application itself, when it exists already. */
  readonly caseId?: string | undefined;
}

export interface LockedCompany {
  readonly name: string;
  readonly subjectKind: string;
  readonly partnerState: PartnerState;
}

/**
 * Applications of one company begin and move one after the other, so that two at once cannot both find the place free.
 * @throws Refusal NOT_FOUND
 */
export async function lockCompany(tx: Tx, companyId: string): Promise<LockedCompany> {
  const company = await tx.maybe<LockedCompany>(
    `SELECT name, subject_kind AS "subjectKind", partner_state AS "partnerState" FROM company WHERE id = $1 FOR NO KEY UPDATE`,
    [companyId],
  );
  if (company === undefined) throw new Refusal('NOT_FOUND');
  return company;
}

/** Open applications of the company for the same channel type and site, however the address is written; newest first. */
export async function openApplications(tx: Tx, wish: Wish): Promise<{ caseId: string; number: string }[]> {
  const open = await tx.rows<{ caseId: string; number: string; siteAddress: string }>(
    `SELECT c.id AS "caseId", c.number, a.site_address AS "siteAddress" FROM application a JOIN "case" c ON c.id = a.case_id
     WHERE a.company_id = $1 AND a.channel_type = $2 AND c.closed_at IS NULL AND c.id IS DISTINCT FROM $3::uuid ORDER BY c.id DESC`,
    [wish.companyId, wish.channelType, wish.caseId ?? null],
  );
  const site = normaliseSite(wish.siteAddress);
  return open.filter(({ siteAddress }) => normaliseSite(siteAddress) === site);
}

/** One open application per company, channel type and site. @throws Refusal OPEN_APPLICATION_EXISTS */
export async function assertNoOpenApplication(tx: Tx, wish: Wish): Promise<void> {
  const [open] = await openApplications(tx, wish);
  if (open !== undefined) throw new Refusal('OPEN_APPLICATION_EXISTS', { caseId: open.caseId, number: open.number });
}

/** After a refusal the company waits as long as the policy of that time said. @throws Refusal REAPPLY_TOO_EARLY */
export async function assertMayReapply(tx: Tx, companyId: string, now: Date): Promise<void> {
  const { until } = await tx.one<{ until: Date | null }>(
    `SELECT max(a.reapply_from) AS until FROM application a JOIN "case" c ON c.id = a.case_id
     WHERE a.company_id = $1 AND c.closed_at IS NOT NULL AND a.reapply_from > $2`,
    [companyId, now],
  );
  if (until !== null) throw new Refusal('REAPPLY_TOO_EARLY', { from: until.toISOString() });
}
