import { z } from 'zod';
import { LEVELS, POSTS } from '../../../domain/access/positions.ts';
import { STAFF_ROLES } from '../../../domain/access/roles.ts';
import type { NewGrant } from '../../../organisation/roles/grant-role.ts';

export const StaffParams = z.object({ accountId: z.uuid() });
export const AssignmentParams = z.object({ accountId: z.uuid(), assignmentId: z.uuid() });
export const StaffRoleField = z.enum(STAFF_ROLES);
export const InstantField = z.iso.datetime({ offset: true });

/** A role in a unit, dated; from now on and without end unless it says otherwise. */
export const GrantField = z.strictObject({
  role: StaffRoleField,
  unitId: z.uuid(),
  level: z.enum(LEVELS).optional(),
  post: z.enum(POSTS).optional(),
  validFrom: InstantField.optional(),
  validTo: InstantField.optional(),
});

export function grantOf({ role, unitId, level, post, validFrom, validTo }: z.output<typeof GrantField>): NewGrant {
  return { role, unitId, level, post, validFrom: instantOf(validFrom), validTo: instantOf(validTo) };
}

export function instantOf(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}

export const StaffSchema = z
  .object({
    accountId: z.uuid(),
    login: z.string(),
    name: z.string(),
    email: z.string().nullable().meta({ description: 'Masked unless one may change staff.' }),
    phone: z.string().nullable(),
    locale: z.string(),
    state: z.enum(['INVITED', 'ACTIVE', 'DISABLED']),
    version: z.number().int(),
    roles: z.array(
      z.object({
        assignmentId: z.uuid(),
        role: z.string(),
        unitId: z.uuid(),
        unitNameZh: z.string(),
        unitNameEn: z.string(),
        level: z.string().nullable(),
        post: z.string().nullable(),
        validFrom: InstantField,
        validTo: InstantField.nullable(),
      }),
    ),
  })
  .meta({ id: 'Staff' });
