import { z } from 'zod';
import { predictCase } from '../../../cases/prediction/predict-case.ts';
import { assertCanReadCase } from '../../../cases/visibility.ts';
import { defineRoute } from '../../route.ts';
import { CaseParams } from '../tasks/schemas.ts';
import { WaySchema } from './way-schemas.ts';

/** GET /cases/{caseId}/prediction: applicants see roles and units, the office sees people. */
export const readPredictionRoute = defineRoute({
  id: 'readPrediction',
  method: 'get',
  path: '/cases/{caseId}/prediction',
  tag: 'cases',
  summary: 'The way of a case: stages done, current and to come, who would decide them, and until when at the latest',
  access: ['READ_CASES'],
  params: CaseParams,
  response: {
    status: 200,
    schema: WaySchema.extend({ caseId: z.uuid(), process: z.string(), state: z.string(), isEnded: z.boolean() }),
  },
  async handle({ deps, actor, params }) {
    const sight = await assertCanReadCase(deps.db.sql, actor, params.caseId);
    return { body: await predictCase(deps.db.sql, params.caseId, sight, new Date()) };
  },
});
