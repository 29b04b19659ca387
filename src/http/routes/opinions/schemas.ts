import { z } from 'zod';
import { STAGE_OUTCOMES } from '../../../domain/routes/route.ts';
import { OwnReasonCode } from '../../../domain/tasks/reasons/own-reason-code.ts';
import { freeText } from '../../text.ts';

/** As the decision that it may become, and anything of it may be missing. */
export const OpinionBody = z.strictObject({
  outcome: z.enum(STAGE_OUTCOMES).optional(),
  reasonCode: OwnReasonCode.optional(),
  reason: freeText(4000, 0).optional(),
  returnTo: z.string().min(1).max(60).optional(),
  resume: z.enum(['FORWARD', 'BACK']).optional(),
  attachments: z.array(z.uuid()).max(100).default([]),
});
