import { z } from 'zod';
import { decideByLink } from '../../../decision-links/decide.ts';
import { findDecisionLink } from '../../../decision-links/find.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { gatesOf } from '../../../processes/gates.ts';
import { defineRoute } from '../../route.ts';
import { freeText } from '../../text.ts';
import { Progress } from '../tasks/schemas.ts';
import { assertFewTokens, DecisionToken } from './schemas.ts';

/** POST /links/decision */
export const decideByLinkRoute = defineRoute({
  id: 'decideByLink',
  method: 'post',
  path: '/links/decision',
  tag: 'links',
  summary: 'Decide the task of a mail with its token; the same decision again gets the same answer',
  access: 'PUBLIC',
  body: z.strictObject({
    token: DecisionToken,
    outcome: z.enum(['APPROVE', 'REJECT', 'RETURN']),
    reason: freeText(4000).optional(),
  }),
  response: {
    status: 200,
    schema: z.object({
      caseId: z.uuid(),
      taskId: z.uuid(),
      decisionId: z.uuid(),
      phaseOutcome: z.string().nullable(),
      opened: z.array(z.uuid()),
      progress: Progress,
    }),
  },
  refusals: [
    'LINK_INVALID',
    'TOO_MANY_REQUESTS',
    'DELEGATED_AWAY',
    'ALREADY_DECIDED',
    'SUPERSEDED',
    'NOT_HOLDER',
    'EXCLUDED',
    'REASON_MISSING',
    'RETURN_TARGET_UNKNOWN',
    'OUTCOME_NOT_OFFERED',
    'TASK_SUSPENDED',
    'NOT_YOUR_TURN',
    'IN_TRANSITION',
    'CASE_CLOSED',
    'CASE_CLOSING',
    'NOBODY_LEFT',
  ],
  keyless: true,
  async handle({ deps, req, res, body: { token, outcome, reason } }) {
    await assertFewTokens({ deps, req, res });
    const link = await findDecisionLink(deps.db.sql, token);
    const parts = { pool: deps.db.pool, sessionSecret: deps.config.sessionSecret, gates: gatesOf(deps) };
    const answer = await decideByLink(parts, link, { outcome, reason });
    if (answer.code !== 'DONE') throw new Refusal(answer.code, answer.body);
    const told = answer.outbox.length === 0 || (await deps.engine.deliver(answer.outbox));
    return { body: { ...answer.body, progress: told ? 'DONE' : 'PENDING' } };
  },
});
