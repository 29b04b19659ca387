import { z } from 'zod';
import { cancelCase } from '../../../../cases/repair/cancel-case.ts';
import { assertCanReadCase } from '../../../../cases/visibility.ts';
import { defineRoute } from '../../../route.ts';
import { freeText } from '../../../text.ts';
import { CaseParams, Progress } from '../../tasks/schemas.ts';

/** POST /cases/{caseId}/cancellation */
export const cancelCaseRoute = defineRoute({
  id: 'cancelCase',
  method: 'post',
  path: '/cases/{caseId}/cancellation',
  tag: 'cases',
  summary: 'End a case; the applicant and whoever works on it are told why',
  access: ['REPAIR_CASES'],
  params: CaseParams,
  body: z.strictObject({ reason: freeText(2000) }),
  response: { status: 200, schema: z.object({ caseId: z.uuid(), state: z.string(), progress: Progress }) },
  refusals: ['WRONG_STATE', 'CASE_CLOSED', 'CASE_CLOSING'],
  async handle({ deps, actor, params: { caseId }, body, act }) {
    await assertCanReadCase(deps.db.sql, actor, caseId);
    return act((running) => cancelCase(running, caseId, body.reason), { caseId });
  },
});
