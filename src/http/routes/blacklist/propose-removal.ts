import { z } from 'zod';
import { takeEntryStep } from '../../../blacklist/take-entry-step.ts';
import { defineRoute } from '../../route.ts';
import { EntryParams, ReasonCodeField, ReasonField, StandingSchema, visibleEntry } from './schemas.ts';

/** POST /blacklist/{entryId}/removal */
export const proposeRemovalRoute = defineRoute({
  id: 'proposeRemoval',
  method: 'post',
  path: '/blacklist/{entryId}/removal',
  tag: 'blacklist',
  summary: 'Propose to take an entry off the blacklist; it stands until a second person decides',
  access: ['PROPOSE_BLACKLIST'],
  params: EntryParams,
  body: z.strictObject({ reasonCode: ReasonCodeField, reason: ReasonField }),
  response: { status: 200, schema: StandingSchema },
  refusals: ['STALE_VERSION', 'BLACKLIST_STATE'],
  async handle({ deps, actor, params, body, act, ifMatch }) {
    const { id: entryId } = await visibleEntry(deps.db.sql, actor, params.entryId);
    const request = { entryId, step: 'PROPOSE_REMOVAL', by: actor.id, version: ifMatch(), ...body } as const;
    return act((running) => takeEntryStep(running, request));
  },
});
