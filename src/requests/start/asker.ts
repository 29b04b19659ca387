import type { Actor } from '../../domain/access/actor.ts';
import type { CompanyRole, StaffRole } from '../../domain/access/roles.ts';
import { companiesToAskFor, mayAskAsStaff } from '../../domain/requests/may-start.ts';
import type { RequestKindBody } from '../../domain/requests/kind.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../persistence/tx.ts';

/** What the person holds at this moment: a role may have ended since the request was authenticated. */
async function asOfNow(tx: Tx, actor: Actor): Promise<Actor> {
  const { roles, memberships } = await tx.one<{
    roles: { role: StaffRole; unitId: string }[];
    memberships: { role: CompanyRole; companyId: string }[];
  }>(
    `SELECT coalesce((SELECT jsonb_agg(jsonb_build_object('role', role, 'unitId', unit_id)) FROM role_assignment
         WHERE account_id = $1 AND valid_from <= now() AND (valid_to IS NULL OR valid_to > now())), '[]') AS roles,
       coalesce((SELECT jsonb_agg(jsonb_build_object('role', role, 'companyId', company_id)) FROM company_member
         WHERE account_id = $1 AND valid_from <= now() AND (valid_to IS NULL OR valid_to > now())), '[]') AS memberships`,
    [actor.id],
  );
  return { ...actor, roles, memberships };
}

/**
 * For whom this person asks in this kind: a company of theirs, or, without one, themselves as one of the staff. A company they do not belong to
 * does not exist for them.
 * @throws Refusal NOT_FOUND, NOT_ALLOWED
 */
export async function assertMayAsk(
  tx: Tx,
  actor: Actor,
  kind: Pick<RequestKindBody, 'starters'>,
  companyId: string | null,
): Promise<void> {
  const now = await asOfNow(tx, actor);
  if (companyId === null) {
    if (!mayAskAsStaff(kind, now)) throw new Refusal('NOT_ALLOWED');
    return;
  }
  if (!now.memberships.some((membership) => membership.companyId === companyId)) throw new Refusal('NOT_FOUND');
  if (!companiesToAskFor(kind, now).includes(companyId)) throw new Refusal('NOT_ALLOWED');
}
