import type { Act } from '../../acts/act.ts';
import type { CompanyRole } from '../../domain/access/roles.ts';
import { Refusal } from '../../domain/refusal.ts';
import { lockClaimedCases, lockHolder, releaseLostClaims } from '../../tasks/people/lost-claims.ts';
import { assertOwnerRemains, currentRoles, endRoles, giveRoles } from './member-roles.ts';
import { lockOwnedCompany } from './owned-company.ts';

export interface MemberChange {
  readonly companyId: string;
  readonly accountId: string;
  /** What the member has afterwards; none removes the member. */
  readonly roles: readonly CompanyRole[];
}

/** What the member held for the company by a role that is gone goes back to the others. @throws Refusal NOT_ALLOWED, NOT_FOUND, LAST_OWNER */
export async function setMemberRoles(act: Act, change: MemberChange): Promise<{ accountId: string; roles: string[] }> {
  const { companyId, accountId } = change;
  await lockClaimedCases(act, accountId);
  const company = await lockOwnedCompany(act, companyId);
  await lockHolder(act, accountId);
  const before = await currentRoles(act, companyId, accountId);
  if (before.length === 0) throw new Refusal('NOT_FOUND');
  const roles: string[] = [...new Set(change.roles)].sort();
  if (before.includes('OWNER') && !roles.includes('OWNER')) await assertOwnerRemains(act, companyId, accountId);
  await endRoles(
    act,
    companyId,
    accountId,
    before.filter((role) => !roles.includes(role)),
  );
  await giveRoles(
    act,
    companyId,
    accountId,
    [...new Set(change.roles)].filter((role) => !before.includes(role)),
  );
  act.audit({
    action: roles.length === 0 ? 'MEMBER_REMOVED' : 'MEMBER_ROLES_SET',
    unitId: company.unitId,
    subject: `company:${companyId}`,
    before: { accountId, roles: before },
    after: { accountId, roles },
  });
  await releaseLostClaims(act, accountId, 'MEMBERSHIP_ENDED');
  return { accountId, roles };
}
