import type { Actor } from '../access/actor.ts';
import type { RequestKindBody } from './kind.ts';

type Starters = RequestKindBody['starters'];

/** Companies for which this person may ask in this kind. */
export function companiesToAskFor({ starters }: { readonly starters: Starters }, { memberships }: Actor): string[] {
  const ids = memberships.flatMap(({ role, companyId }) => (starters.company.includes(role) ? [companyId] : []));
  return [...new Set(ids)];
}

/** Whether this person may ask as one of the staff. An auditor only reads, and a machine asks for nothing. */
export function mayAskAsStaff({ starters }: { readonly starters: Starters }, { kind, roles }: Actor): boolean {
  if (kind !== 'STAFF') return false;
  const working = roles.filter(({ role }) => role !== 'AUDITOR');
  return starters.staff === 'ANY' ? working.length > 0 : working.some(({ role }) => starters.staff.includes(role));
}

export function mayStart(kind: { readonly starters: Starters }, actor: Actor): boolean {
  return companiesToAskFor(kind, actor).length > 0 || mayAskAsStaff(kind, actor);
}
