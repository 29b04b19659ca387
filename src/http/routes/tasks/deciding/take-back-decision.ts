import { z } from 'zod';
import { caseOfDecision } from '../../../../cases/visibility.ts';
import { takeBackDecision } from '../../../../tasks/taking-back/take-back.ts';
import { defineRoute } from '../../../route.ts';
import { DecisionParams, Progress } from '../schemas.ts';

/** POST /decisions/{decisionId}/taking-back */
export const takeBackDecisionRoute = defineRoute({
  id: 'takeBackDecision',
  method: 'post',
  path: '/decisions/{decisionId}/taking-back',
  tag: 'tasks',
  summary: 'Take my own last decision back while nobody has acted on it',
  access: ['WORK_ON_TASKS'],
  params: DecisionParams,
  response: {
    status: 200,
    schema: z.object({ caseId: z.uuid(), decisionId: z.uuid(), stage: z.string(), progress: Progress }),
  },
  refusals: [
    'OPERATION_NOT_OFFERED',
    'NOT_YOURS',
    'TAKE_BACK_TOO_LATE',
    'IN_TRANSITION',
    'CASE_CLOSED',
    'CASE_CLOSING',
  ],
  async handle({ deps, actor, params, act }) {
    const caseId = await caseOfDecision(deps.db.sql, actor, params.decisionId);
    return act((running) => takeBackDecision(running, actor, params.decisionId), { caseId });
  },
});
