import { z } from 'zod';
import { startRequest } from '../../../requests/start/start-request.ts';
import { defineRoute } from '../../route.ts';
import { TAG, ValuesField } from './schemas.ts';

/** POST /requests */
export const startRequestRoute = defineRoute({
  id: 'startRequest',
  method: 'post',
  path: '/requests',
  tag: TAG,
  summary: 'Begin a draft of a request, for a company of mine or as one of the staff',
  access: ['APPLY', 'WORK_ON_TASKS'],
  body: z.strictObject({
    kind: z.string().min(1).max(40),
    companyId: z.uuid().optional().meta({ description: 'For which company; left out, as one of the staff.' }),
    subjectCaseId: z.uuid().optional(),
    subjectCompanyId: z.uuid().optional(),
    unitId: z.uuid().optional().meta({ description: 'A county, for a company that belongs to none yet.' }),
    values: ValuesField.default({}),
  }),
  response: { status: 201, schema: z.object({ caseId: z.uuid(), number: z.string(), version: z.int() }) },
  refusals: [
    'NOT_FOUND',
    'KIND_NOT_OPEN',
    'SUBJECT_NOT_POSSIBLE',
    'FILING_PERIOD_OVER',
    'OPEN_REQUEST_EXISTS',
    'UNIT_UNKNOWN',
    'FORM_FAULTY',
  ],
  handle: async ({ actor, body, act }) => {
    const { companyId = null, subjectCaseId = null, subjectCompanyId = null, unitId = null, kind, values } = body;
    const start = { kind, companyId, subjectCaseId, subjectCompanyId, unitId, values };
    return act((running) => startRequest(running, actor, start), { status: 201 });
  },
});
