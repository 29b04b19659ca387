import { z } from 'zod';
import { COMPANY_ROLES } from '../../../domain/access/roles.ts';

export const CompanyParams = z.object({ companyId: z.uuid() });
export const MemberParams = z.object({ companyId: z.uuid(), accountId: z.uuid() });

/** One to three different ones. */
export const RolesField = z
  .array(z.enum(COMPANY_ROLES))
  .min(1)
  .max(COMPANY_ROLES.length)
  .refine((roles) => new Set(roles).size === roles.length, 'REPEATED');
