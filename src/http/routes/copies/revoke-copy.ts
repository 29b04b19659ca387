import { z } from 'zod';
import { actOnCase } from '../../../cases/act-on-case.ts';
import { caseOfCopy } from '../../../conversation/copies/find-copy.ts';
import { revokeCopy } from '../../../conversation/copies/revoke-copies.ts';
import { defineRoute } from '../../route.ts';
import { Progress } from '../tasks/schemas.ts';
import { CopyParams, TAG } from './schemas.ts';

/** POST /copies/{copyId}/revocation */
export const revokeCopyRoute = defineRoute({
  id: 'revokeCopy',
  method: 'post',
  path: '/copies/{copyId}/revocation',
  tag: TAG,
  summary: 'Take a copy I sent back, while it is unread',
  access: ['WORK_ON_TASKS'],
  params: CopyParams,
  response: { status: 200, schema: z.object({ caseId: z.uuid(), copyId: z.uuid(), progress: Progress }) },
  refusals: ['NOT_YOURS', 'COPY_READ'],
  async handle({ deps, actor, params: { copyId }, act }) {
    const caseId = await caseOfCopy(deps.db.sql, actor, copyId);
    const perform = actOnCase(actor, caseId, (running, atHand) => revokeCopy(running, atHand, copyId));
    return act(perform, { caseId });
  },
});
