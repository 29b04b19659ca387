import { z } from 'zod';
import { submitRequest } from '../../../requests/start/submit-request.ts';
import { defineRoute } from '../../route.ts';
import { ChoicesField, Progress } from '../tasks/schemas.ts';
import { ownRequest } from './own-request.ts';
import { CaseParams, TAG } from './schemas.ts';

/** POST /requests/{caseId}/submission */
export const submitRequestRoute = defineRoute({
  id: 'submitRequest',
  method: 'post',
  path: '/requests/{caseId}/submission',
  tag: TAG,
  summary: 'Hand a request in',
  access: ['APPLY', 'WORK_ON_TASKS'],
  params: CaseParams,
  body: z.strictObject({
    declaration: z.boolean().default(false).meta({
      description: 'True: everything filled in is true and complete. Asked where the kind says so.',
    }),
    choices: ChoicesField.optional(),
  }),
  response: {
    status: 200,
    schema: z.object({ caseId: z.uuid(), number: z.string(), state: z.string(), progress: Progress }),
  },
  refusals: [
    'WRONG_STATE',
    'CASE_CLOSED',
    'CASE_CLOSING',
    'CONSENT_MISSING',
    'DECLARATION_MISSING',
    'KIND_NOT_OPEN',
    'FORM_FAULTY',
    'SUBJECT_NOT_POSSIBLE',
    'FILING_PERIOD_OVER',
    'OPEN_REQUEST_EXISTS',
    'NO_ROUTE',
    'CHOICE_MISSING',
    'CHOICE_NOT_POSSIBLE',
  ],
  async handle({ deps, actor, params: { caseId }, body, act }) {
    await ownRequest(deps.db.sql, actor, caseId);
    const submission = { declared: body.declaration, choices: body.choices ?? {} };
    return act((running) => submitRequest(running, actor, caseId, submission), { caseId });
  },
});
