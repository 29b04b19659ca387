import { z } from 'zod';
import { assertOwnFilter, removeFilter } from '../../../tasks/inbox/saved/saved-filters.ts';
import { defineRoute } from '../../route.ts';
import { FilterParams } from './schemas.ts';

/** DELETE /inbox-filters/{filterId} */
export const removeFilterRoute = defineRoute({
  id: 'removeInboxFilter',
  method: 'delete',
  path: '/inbox-filters/{filterId}',
  tag: 'tasks',
  summary: 'Remove a filter I have saved',
  access: ['WORK_ON_TASKS'],
  params: FilterParams,
  response: { status: 200, schema: z.object({ filterId: z.uuid() }) },
  refusals: ['STALE_VERSION'],
  async handle({ deps, actor, params: { filterId }, act, ifMatch }) {
    await assertOwnFilter(deps.db.sql, actor.id, filterId);
    const seen = { filterId, version: ifMatch() };
    return act((running) => removeFilter(running, actor.id, seen));
  },
});
