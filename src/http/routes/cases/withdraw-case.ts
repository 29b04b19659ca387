import { z } from 'zod';
import { assertCanReadCase } from '../../../cases/visibility.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { interruptCase } from '../../../tasks/operations/interrupt.ts';
import { defineRoute } from '../../route.ts';
import { CaseParams, Progress } from '../tasks/schemas.ts';

/** POST /cases/{caseId}/withdrawal */
export const withdrawCase = defineRoute({
  id: 'withdrawCase',
  method: 'post',
  path: '/cases/{caseId}/withdrawal',
  tag: 'cases',
  summary: 'Whoever asked withdraws, at any point before the case has ended',
  access: ['APPLY', 'WORK_ON_TASKS'],
  params: CaseParams,
  response: { status: 200, schema: z.object({ caseId: z.uuid(), state: z.string(), progress: Progress }) },
  refusals: ['CASE_CLOSED', 'CASE_CLOSING'],
  async handle({ deps, actor, params, act }) {
    const { own } = await assertCanReadCase(deps.db.sql, actor, params.caseId);
    if (!own) throw new Refusal('NOT_FOUND');
    return act(
      async (running) => {
        const mine = await running.tx.maybe(
          `SELECT FROM "case" c WHERE c.id = $1 AND ((c.company_id IS NULL AND c.started_by = $2) OR EXISTS (
             SELECT FROM company_member m WHERE m.company_id = c.company_id AND m.account_id = $2 AND m.role IN ('OWNER', 'OPERATOR')
               AND (m.valid_to IS NULL OR m.valid_to > now())))`,
          [params.caseId, actor.id],
        );
        if (mine === undefined) throw new Refusal('NOT_ALLOWED');
        return interruptCase(running, params.caseId, 'WITHDRAWN', 'BY_APPLICANT');
      },
      { caseId: params.caseId },
    );
  },
});
