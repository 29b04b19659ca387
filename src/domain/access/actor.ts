import {
  COMPANY_PERMISSIONS,
  SERVICE_SCOPES,
  STAFF_PERMISSIONS,
  type CompanyRole,
  type Permission,
  type ServiceScope,
  type StaffRole,
} from './roles.ts';

/** Who asks, as of the moment the request was authenticated. Personal data stays out of it. */
export interface Actor {
  readonly id: string;
  readonly kind: 'STAFF' | 'MEMBER' | 'SERVICE';
  readonly locale: string;
  readonly roles: readonly { readonly role: StaffRole; readonly unitId: string }[];
  readonly memberships: readonly { readonly role: CompanyRole; readonly companyId: string }[];
  readonly scopes: readonly ServiceScope[];
}

/** Where an act came from; part of every audit entry. */
export type Channel = 'web' | 'api' | 'mail' | 'timer' | 'import' | 'bulk' | 'system';

export function permissionsOf(actor: Actor): ReadonlySet<Permission> {
  const granted = new Set<Permission>();
  for (const { role } of actor.roles) for (const p of STAFF_PERMISSIONS[role]) granted.add(p);
  for (const { role } of actor.memberships) for (const p of COMPANY_PERMISSIONS[role]) granted.add(p);
  for (const scope of actor.scopes) for (const p of SERVICE_SCOPES[scope]) granted.add(p);
  return granted;
}

/** Everybody who logs in without any role yet (a fresh applicant) may found a company and apply for it. */
export function mayFoundCompany(actor: Actor): boolean {
  return actor.kind === 'MEMBER';
}
