import { z } from 'zod';
import { assertMember } from '../../../accounts/companies/owned-company.ts';
import { readOwnCompany } from '../../../accounts/companies/read-own-company.ts';
import { defineRoute } from '../../route.ts';
import { CompanyParams } from './schemas.ts';

/** GET /companies/{companyId}/profile */
export const readOwnCompanyRoute = defineRoute({
  id: 'readOwnCompany',
  method: 'get',
  path: '/companies/{companyId}/profile',
  tag: 'companies',
  summary: 'My company as it is on record',
  access: 'LOGGED_IN',
  params: CompanyParams,
  response: {
    status: 200,
    schema: z.object({
      companyId: z.uuid(),
      creditCode: z.string(),
      name: z.string(),
      subjectKind: z.string(),
      legalRepName: z.string(),
      legalRepIdMask: z.string().nullable(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
      address: z.string().nullable(),
      unitId: z.uuid().nullable(),
      partnerState: z.string(),
      affiliates: z.array(
        z.object({
          kind: z.string(),
          name: z.string(),
          creditCode: z.string().nullable(),
          personIdMask: z.string().nullable(),
        }),
      ),
    }),
  },
  async handle({ deps, actor, params }) {
    assertMember(actor, params.companyId);
    return { body: await readOwnCompany(deps.db.sql, params.companyId) };
  },
});
