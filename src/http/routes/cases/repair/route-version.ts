import { z } from 'zod';
import { moveCaseToRoute } from '../../../../cases/repair/move-route.ts';
import { previewRoute } from '../../../../cases/repair/preview-route.ts';
import { assertCanReadCase } from '../../../../cases/visibility.ts';
import { defineRoute } from '../../../route.ts';
import { freeText } from '../../../text.ts';
import { CaseParams, Progress } from '../../tasks/schemas.ts';
import { FATES, MOVED_TASKS } from './schemas.ts';

const Version = z.object({ policyVersionId: z.uuid(), version: z.number().int() });

/** POST /cases/{caseId}/route-version/preview */
export const previewRouteVersion = defineRoute({
  id: 'previewRouteVersion',
  method: 'post',
  path: '/cases/{caseId}/route-version/preview',
  tag: 'cases',
  summary: 'What moving a case to a newer version of its route would do; changes nothing',
  access: ['REPAIR_CASES'],
  params: CaseParams,
  body: z.strictObject({ policyVersionId: z.uuid() }),
  keyless: true,
  response: {
    status: 200,
    schema: z.object({
      from: Version,
      to: Version,
      ...MOVED_TASKS,
      newStages: z.array(z.string()),
      goneStages: z.array(z.string()),
    }),
  },
  refusals: ['ROUTE_VERSION_NOT_POSSIBLE', 'IN_TRANSITION', 'CASE_CLOSED', 'CASE_CLOSING'],
  async handle({ deps, actor, params: { caseId }, body }) {
    await assertCanReadCase(deps.db.sql, actor, caseId);
    return { body: await previewRoute(deps.db.pool, actor.id, caseId, body.policyVersionId) };
  },
});

/** POST /cases/{caseId}/route-version */
export const setRouteVersion = defineRoute({
  id: 'setRouteVersion',
  method: 'post',
  path: '/cases/{caseId}/route-version',
  tag: 'cases',
  summary: 'Move a running case to a newer version of its route',
  access: ['REPAIR_CASES'],
  params: CaseParams,
  body: z.strictObject({ policyVersionId: z.uuid(), reason: freeText(2000) }),
  response: {
    status: 200,
    schema: z.object({
      caseId: z.uuid(),
      policyVersionId: z.uuid(),
      stages: z.record(z.string(), z.enum(FATES)),
      opened: z.array(z.string()),
      phaseOutcome: z.literal('APPROVED').nullable(),
      progress: Progress,
    }),
  },
  refusals: ['ROUTE_VERSION_NOT_POSSIBLE', 'IN_TRANSITION', 'CASE_CLOSED', 'CASE_CLOSING'],
  async handle({ deps, actor, params: { caseId }, body, act }) {
    await assertCanReadCase(deps.db.sql, actor, caseId);
    return act((running) => moveCaseToRoute(running, { caseId, ...body }), { caseId });
  },
});
