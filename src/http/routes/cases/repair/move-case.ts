import { z } from 'zod';
import { moveCase } from '../../../../cases/repair/move-case.ts';
import { assertCanReadCase } from '../../../../cases/visibility.ts';
import { REPAIRS } from '../../../../processes/repairs.ts';
import { defineRoute } from '../../../route.ts';
import { freeText } from '../../../text.ts';
import { CaseParams, Progress } from '../../tasks/schemas.ts';
import { PhaseField } from './schemas.ts';

/** POST /cases/{caseId}/move */
export const moveCaseRoute = defineRoute({
  id: 'moveCase',
  method: 'post',
  path: '/cases/{caseId}/move',
  tag: 'cases',
  summary: 'Set a case back to a phase it was in',
  access: ['REPAIR_CASES'],
  params: CaseParams,
  body: z.strictObject({
    phase: PhaseField,
    stage: z.string().min(1).max(60).optional().meta({ description: 'Where in the phase; left out, it begins anew.' }),
    reason: freeText(2000),
  }),
  response: { status: 200, schema: z.object({ caseId: z.uuid(), phase: z.string(), progress: Progress }) },
  refusals: ['PHASE_NOT_POSSIBLE', 'IN_TRANSITION', 'CASE_CLOSED', 'CASE_CLOSING'],
  async handle({ deps, actor, params: { caseId }, body: { phase, stage, reason }, act }) {
    await assertCanReadCase(deps.db.sql, actor, caseId);
    return act((running) => moveCase(running, REPAIRS, { caseId, phase, stage, reason }), { caseId });
  },
});
