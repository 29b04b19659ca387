import { z } from 'zod';
import { readApplication } from '../../../admission/application/application.ts';
import { recordContactUnmasking } from '../../../admission/unmask-contact.ts';
import { assertCanReadCase } from '../../../cases/visibility.ts';
import { UNMASK_REASONS } from '../../../registry/companies/unmask-company.ts';
import { defineRoute } from '../../route.ts';
import { CaseParams, TAG } from './schemas.ts';

/** POST /applications/{caseId}/contact (ORG-10): whoever accompanies an application has to be able to call the applicant. */
export const unmaskContactRoute = defineRoute({
  id: 'unmaskContact',
  method: 'post',
  path: '/applications/{caseId}/contact',
  tag: TAG,
  summary: 'See the contact of an application in clear, for a reason that goes on record',
  access: ['UNMASK'],
  params: CaseParams,
  body: z.strictObject({ reasonCode: z.enum(UNMASK_REASONS) }),
  response: {
    status: 200,
    schema: z.object({
      caseId: z.uuid(),
      contact: z
        .object({ name: z.string().optional(), mobile: z.string().optional(), email: z.string().optional() })
        .nullable()
        .optional()
        .meta({ description: 'Absent when the request is repeated under its key: each showing goes on record.' }),
    }),
  },
  handle: async ({ deps: { db }, actor, params: { caseId }, body, act }) => {
    await assertCanReadCase(db.sql, actor, caseId);
    const { form } = await readApplication(db.sql, caseId);
    const answer = await act((acting) => Promise.resolve(recordContactUnmasking(acting, caseId, body.reasonCode)), {
      caseId,
    });
    if (typeof answer.body !== 'object') return answer;
    return { ...answer, body: { ...answer.body, contact: form.contact ?? null } };
  },
});
