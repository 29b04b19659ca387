import { z } from 'zod';
import { assertCanReadCase } from '../../../cases/visibility.ts';
import { saveDraft } from '../../../contracts/save-draft.ts';
import { defineRoute } from '../../route.ts';
import { freeText } from '../../text.ts';
import { CaseParams, TAG } from './schemas.ts';

/** No clause of a contract needs a longer value; a longer agreement is a clause of the template. */
const Value = freeText(4_000, 0);

/** PUT /cases/{caseId}/contract (CTR-03, CTR-04, CTR-05): the values as a whole, under the version they were read with. */
export const saveCaseContractRoute = defineRoute({
  id: 'saveCaseContract',
  method: 'put',
  path: '/cases/{caseId}/contract',
  tag: TAG,
  summary: 'Save the values of the contract that is being drafted',
  access: ['DRAFT_CONTRACT'],
  params: CaseParams,
  body: z.strictObject({
    values: z
      .record(z.string().max(64), Value)
      .meta({ description: 'By field code, as text: `1200.50`, `2026-01-31`, `5.5`.' }),
  }),
  response: { status: 200, schema: z.object({ contractId: z.uuid(), number: z.string(), version: z.int() }) },
  refusals: [
    'STALE_VERSION',
    'WRONG_STATE',
    'NOT_HOLDER',
    'EXCLUDED',
    'CASE_CLOSED',
    'CASE_CLOSING',
    'IN_TRANSITION',
    'UNKNOWN_FIELD',
  ],
  handle: async ({ deps: { db }, actor, params: { caseId }, body: { values }, act, ifMatch }) => {
    await assertCanReadCase(db.sql, actor, caseId);
    const seen = ifMatch();
    return act((acting) => saveDraft(acting, actor, { caseId, seen, values }), { caseId });
  },
});
