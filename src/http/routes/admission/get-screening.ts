import { z } from 'zod';
import { readApplication } from '../../../admission/application/application.ts';
import { viewScreening } from '../../../admission/screening/view-screening.ts';
import { assertCanReadCase } from '../../../cases/visibility.ts';
import { CHECK_RESULTS } from '../../../domain/admission/conclude-screening.ts';
import { RISK_GRADES } from '../../../domain/admission/policy.ts';
import { defineRoute } from '../../route.ts';
import { CaseParams, TAG } from './schemas.ts';

/** GET /cases/{caseId}/screening (ADM-17, CRD-05): staff see the checks, the applicant only whether it runs or has ended. */
export const getScreeningRoute = defineRoute({
  id: 'getScreening',
  method: 'get',
  path: '/cases/{caseId}/screening',
  tag: TAG,
  summary: 'What the screening of an application found',
  access: ['READ_CASES'],
  params: CaseParams,
  response: {
    status: 200,
    schema: z.object({
      caseId: z.uuid(),
      state: z.enum(['NOT_STARTED', 'RUNNING', 'ENDED']),
      riskGrade: z.enum(RISK_GRADES).nullable(),
      checks: z.array(
        z.object({
          seq: z.int(),
          check: z.string(),
          result: z.enum(CHECK_RESULTS),
          risk: z.enum(RISK_GRADES),
          detail: z.record(z.string(), z.unknown()),
          at: z.iso.datetime(),
        }),
      ),
    }),
  },
  handle: async ({ deps: { db }, actor, params: { caseId } }) => {
    const { own } = await assertCanReadCase(db.sql, actor, caseId);
    const application = await readApplication(db.sql, caseId);
    return { body: await viewScreening(db.sql, application, own ? 'APPLICANT' : 'STAFF') };
  },
});
