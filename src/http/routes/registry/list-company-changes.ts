import { z } from 'zod';
import { permissionsOf } from '../../../domain/access/actor.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { COMPANY_FIELDS } from '../../../domain/requests/effects.ts';
import { listChanges } from '../../../registry/companies/list-changes.ts';
import { readCompany } from '../../../registry/companies/read-company.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { CompanyParams } from './schemas.ts';

const Values = z.partialRecord(z.enum(COMPANY_FIELDS), z.string().nullable());

/** GET /companies/{companyId}/changes (ADM-27) */
export const listCompanyChanges = defineRoute({
  id: 'listCompanyChanges',
  method: 'get',
  path: '/companies/{companyId}/changes',
  tag: 'registry',
  summary: 'What was changed on the record of a company, by which case, newest first',
  access: ['READ_REGISTRY', 'READ_CASES'],
  params: CompanyParams,
  query: z.strictObject(PAGE_QUERY),
  response: {
    status: 200,
    schema: pageSchema(
      z.object({
        id: z.uuid(),
        caseId: z.uuid(),
        caseNumber: z.string(),
        at: z.date(),
        before: Values,
        after: Values,
      }),
    ),
  },
  async handle({ deps, actor, params: { companyId }, query }) {
    const isOwn = actor.memberships.some((membership) => membership.companyId === companyId);
    const mayRead = isOwn || permissionsOf(actor).has('READ_REGISTRY');
    if (!mayRead || (await readCompany(deps.db.sql, companyId)) === undefined) throw new Refusal('NOT_FOUND');
    const before = readCursor(z.uuid(), query.cursor) ?? null;
    const rows = await listChanges(deps.db.sql, companyId, { before, limit: query.limit + 1, isOwn });
    return {
      body: pageOf(
        rows,
        query.limit,
        ({ id }) => id,
        (row) => row,
      ),
    };
  },
});
