import { z } from 'zod';
import { Refusal } from '../../../domain/refusal.ts';
import { PERSONAL_FIELDS, readCompany, readPersonalFields } from '../../../registry/companies/read-company.ts';
import { recordUnmasking, UNMASK_REASONS } from '../../../registry/companies/unmask-company.ts';
import { defineRoute } from '../../route.ts';
import { CompanyParams } from './schemas.ts';

const Field = z.enum(PERSONAL_FIELDS);
const Body = z.strictObject({
  fields: z
    .array(Field)
    .min(1)
    .max(PERSONAL_FIELDS.length)
    .refine((fields) => new Set(fields).size === fields.length, 'REPEATED'),
  reasonCode: z.enum(UNMASK_REASONS),
});

/** POST /companies/{companyId}/unmask */
export const unmaskCompanyRoute = defineRoute({
  id: 'unmaskCompany',
  method: 'post',
  path: '/companies/{companyId}/unmask',
  tag: 'registry',
  summary: 'See personal fields in clear, for a reason that goes on record',
  access: ['UNMASK'],
  params: CompanyParams,
  body: Body,
  response: {
    status: 200,
    schema: z.object({
      companyId: z.uuid(),
      fields: z.array(Field),
      values: z
        .partialRecord(Field, z.string().nullable())
        .optional()
        .meta({ description: 'Absent when the request is repeated under its key: each showing goes on record.' }),
      progress: z.enum(['DONE', 'PENDING']),
    }),
  },
  async handle({ deps, params: { companyId }, body, act }) {
    if ((await readCompany(deps.db.sql, companyId)) === undefined) throw new Refusal('NOT_FOUND');
    const answer = await act((running) => recordUnmasking(running, { companyId, ...body }));
    if (typeof answer.body !== 'object') return answer;
    return {
      ...answer,
      body: { ...answer.body, values: await readPersonalFields(deps.db.sql, companyId, body.fields) },
    };
  },
});
