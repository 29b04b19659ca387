import { z } from 'zod';
import { takeEntryStep } from '../../../blacklist/take-entry-step.ts';
import { defineRoute } from '../../route.ts';
import { EntryParams, ReasonField, StandingSchema, visibleEntry } from './schemas.ts';

const Body = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('REMOVE'), reason: ReasonField.optional() }),
  z.strictObject({ decision: z.literal('KEEP'), reason: ReasonField }),
]);

/** POST /blacklist/{entryId}/removal-decision */
export const decideRemovalRoute = defineRoute({
  id: 'decideRemoval',
  method: 'post',
  path: '/blacklist/{entryId}/removal-decision',
  tag: 'blacklist',
  summary: 'Take an entry off the blacklist, or keep it, after somebody else proposed the removal',
  access: ['DECIDE_BLACKLIST'],
  params: EntryParams,
  body: Body,
  response: { status: 200, schema: StandingSchema },
  refusals: ['STALE_VERSION', 'BLACKLIST_STATE', 'SAME_PERSON'],
  async handle({ deps, actor, params, body, act, ifMatch }) {
    const { id: entryId } = await visibleEntry(deps.db.sql, actor, params.entryId);
    const request = { entryId, step: body.decision, by: actor.id, version: ifMatch(), reason: body.reason };
    return act((running) => takeEntryStep(running, request));
  },
});
