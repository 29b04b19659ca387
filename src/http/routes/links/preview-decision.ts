import { z } from 'zod';
import { findDecisionLink } from '../../../decision-links/find.ts';
import { previewByLink } from '../../../decision-links/preview.ts';
import { defineRoute } from '../../route.ts';
import { assertFewTokens, DecisionToken } from './schemas.ts';

const OpenTask = z.object({
  caseNumber: z.string(),
  caseTitleZh: z.string(),
  caseTitleEn: z.string(),
  stageTitleZh: z.string(),
  stageTitleEn: z.string(),
  unitNameZh: z.string(),
  unitNameEn: z.string(),
  amount: z.number().meta({ description: 'Yuan' }),
  submittedAt: z.iso.datetime().nullable(),
  dueAt: z.iso.datetime().nullable(),
  earlier: z.array(
    z.object({ stageTitleZh: z.string(), stageTitleEn: z.string(), outcome: z.string(), at: z.iso.datetime() }),
  ),
  outcomes: z.array(z.object({ outcome: z.enum(['APPROVE', 'REJECT', 'RETURN']), reasonRequired: z.boolean() })),
});

/** POST /links/decision/preview */
export const previewDecision = defineRoute({
  id: 'previewDecisionLink',
  method: 'post',
  path: '/links/decision/preview',
  tag: 'links',
  summary: 'What the token of a mail would decide; changes nothing, needs no log-in',
  access: 'PUBLIC',
  body: z.strictObject({ token: DecisionToken }),
  response: {
    status: 200,
    schema: z.object({
      closedBy: z.string().nullable().meta({ description: 'Code of the refusal a decision would get now' }),
      expiresAt: z.iso.datetime(),
      task: OpenTask.nullable(),
    }),
  },
  refusals: ['LINK_INVALID', 'TOO_MANY_REQUESTS'],
  keyless: true,
  async handle({ deps, req, res, body: { token } }) {
    await assertFewTokens({ deps, req, res });
    const link = await findDecisionLink(deps.db.sql, token);
    return { body: await previewByLink(deps.db.sql, link) };
  },
});
