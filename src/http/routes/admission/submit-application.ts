import { z } from 'zod';
import { submitApplication } from '../../../admission/application/submit-application.ts';
import { defineRoute } from '../../route.ts';
import { ChoicesField } from '../tasks/schemas.ts';
import { ownApplication } from './own-application.ts';
import { CaseParams, TAG } from './schemas.ts';

/** POST /applications/{caseId}/submission (ADM-01, ADM-02) */
export const submitApplicationRoute = defineRoute({
  id: 'submitApplication',
  method: 'post',
  path: '/applications/{caseId}/submission',
  tag: TAG,
  summary: 'Submit an application with the truth declaration',
  access: ['APPLY'],
  params: CaseParams,
  body: z.strictObject({
    choices: ChoicesField.optional(),
    declaration: z.boolean().meta({ description: 'True: everything entered and uploaded is true and complete.' }),
  }),
  response: { status: 200, schema: z.object({ caseId: z.uuid(), number: z.string(), state: z.string() }) },
  refusals: [
    'WRONG_STATE',
    'CASE_CLOSED',
    'CASE_CLOSING',
    'CONSENT_MISSING',
    'DECLARATION_MISSING',
    'FORM_INCOMPLETE',
    'PROOFS_MISSING',
    'PROOF_EXPIRED',
    'REAPPLY_TOO_EARLY',
    'NO_ROUTE',
    'CHOICE_MISSING',
    'CHOICE_NOT_POSSIBLE',
  ],
  handle: async ({ deps: { db }, actor, params: { caseId }, body, act }) => {
    await ownApplication(db.sql, actor, caseId);
    return act(
      (acting) => submitApplication(acting, caseId, { declared: body.declaration, choices: body.choices ?? {} }),
      { caseId },
    );
  },
});
