import { z } from 'zod';
import { permissionsOf } from '../../../domain/access/actor.ts';
import { withdrawConflict } from '../../../tasks/conflicts/withdraw-conflict.ts';
import { defineRoute } from '../../route.ts';
import { freeText } from '../../text.ts';
import { ConflictParams, visibleConflict } from './schemas.ts';

/** POST /conflicts/{conflictId}/withdrawal */
export const withdrawConflictRoute = defineRoute({
  id: 'withdrawConflict',
  method: 'post',
  path: '/conflicts/{conflictId}/withdrawal',
  tag: 'conflicts',
  summary: 'Withdraw a declaration: the relation is no more, or never was',
  access: ['DECLARE_CONFLICTS'],
  params: ConflictParams,
  body: z.strictObject({ reason: freeText(2000) }),
  response: { status: 200, schema: z.object({ conflictId: z.uuid(), progress: z.enum(['DONE', 'PENDING']) }) },
  refusals: ['WRONG_STATE'],
  async handle({ deps, actor, params: { conflictId }, body: { reason }, act }) {
    const { caseId } = await visibleConflict(deps.db.sql, actor, conflictId);
    const isOverseer = permissionsOf(actor).has('RECORD_CONFLICTS');
    return act((running) => withdrawConflict(running, conflictId, { reason, isOverseer }), {
      caseId: caseId ?? undefined,
    });
  },
});
