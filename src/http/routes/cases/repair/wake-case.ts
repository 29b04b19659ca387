import { z } from 'zod';
import { wakeCase } from '../../../../cases/repair/wake-case.ts';
import { assertCanReadCase } from '../../../../cases/visibility.ts';
import { REPAIRS } from '../../../../processes/repairs.ts';
import { defineRoute } from '../../../route.ts';
import { freeText } from '../../../text.ts';
import { CaseParams, Progress } from '../../tasks/schemas.ts';
import { PhaseField } from './schemas.ts';

/** POST /cases/{caseId}/wake */
export const wakeCaseRoute = defineRoute({
  id: 'wakeCase',
  method: 'post',
  path: '/cases/{caseId}/wake',
  tag: 'cases',
  summary: 'Reopen an ended case at a phase it was in',
  access: ['REPAIR_CASES'],
  params: CaseParams,
  body: z.strictObject({ phase: PhaseField, reason: freeText(2000) }),
  response: {
    status: 200,
    schema: z.object({ caseId: z.uuid(), phase: z.string(), generation: z.number().int(), progress: Progress }),
  },
  refusals: ['CASE_NOT_ENDED', 'CASE_IN_FORCE', 'PHASE_NOT_POSSIBLE', 'OPEN_APPLICATION_EXISTS', 'WRONG_STATE'],
  async handle({ deps, actor, params: { caseId }, body: { phase, reason }, act }) {
    await assertCanReadCase(deps.db.sql, actor, caseId);
    return act((running) => wakeCase(running, REPAIRS, { caseId, phase, reason }), { caseId });
  },
});
