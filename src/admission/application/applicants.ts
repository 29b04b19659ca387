import type { Act } from '../../acts/act.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { Refusal } from '../../domain/refusal.ts';

/** Company roles that fill in, supplement and submit. A SIGNER only reads and signs. */
const APPLICANT_ROLES = ['OWNER', 'OPERATOR'] as const;

/**
 * For routes, before the act: a company the actor does not belong to does not exist for them.
 * @throws Refusal NOT_FOUND; NOT_ALLOWED for a member without one of the roles.
 */
export function assertApplicantOf(actor: Actor, companyId: string): void {
  const own = actor.memberships.filter((membership) => membership.companyId === companyId);
  if (own.length === 0) throw new Refusal('NOT_FOUND');
  if (!own.some(({ role }) => role !== 'SIGNER')) throw new Refusal('NOT_ALLOWED');
}

/** The same inside the act, as the membership is now. @throws Refusal NOT_ALLOWED */
export async function assertStillApplicant(act: Act, companyId: string): Promise<void> {
  const member = await act.tx.maybe(
    `SELECT FROM company_member m WHERE m.company_id = $1 AND m.account_id = $2 AND m.role = ANY ($3) 
       AND m.valid_from <= now() AND (m.valid_to IS NULL OR m.valid_to > now()) LIMIT 1`,
    [companyId, act.actor.id, [...APPLICANT_ROLES]],
  );
  if (member === undefined) throw new Refusal('NOT_ALLOWED');
}
