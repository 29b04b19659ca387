import type { Act } from '../../acts/act.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { Refusal } from '../../domain/refusal.ts';

/** For routes, before the act: a company one is no member of does not exist. @throws Refusal NOT_FOUND */
export function assertMember(actor: Actor, companyId: string): void {
  if (!actor.memberships.some((membership) => membership.companyId === companyId)) throw new Refusal('NOT_FOUND');
}

export interface OwnedCompany {
  readonly id: string;
  readonly name: string;
  /** In whose chain what happens to its members is on record. */
  readonly unitId: string;
}

/**
 * Locks the company, so that its members change one act at a time and the last owner cannot leave twice at once.
 * @throws Refusal NOT_ALLOWED when the actor is not (or no longer) its owner
 */
export async function lockOwnedCompany({ tx, actor }: Act, companyId: string): Promise<OwnedCompany> {
  const company = await tx.one<OwnedCompany>(
    `SELECT id, name, coalesce(unit_id, (SELECT id FROM unit WHERE parent_id IS NULL)) AS "unitId"
     FROM company WHERE id = $1 FOR NO KEY UPDATE`,
    [companyId],
  );
  const owner = await tx.maybe(
    `SELECT FROM company_member WHERE company_id = $1 AND account_id = $2 AND role = 'OWNER'
       AND valid_from <= now() AND (valid_to IS NULL OR valid_to > now())`,
    [companyId, actor.id],
  );
  if (owner === undefined) throw new Refusal('NOT_ALLOWED');
  return company;
}
