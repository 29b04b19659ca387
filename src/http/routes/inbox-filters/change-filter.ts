import { assertOwnFilter, changeFilter } from '../../../tasks/inbox/saved/saved-filters.ts';
import { defineRoute } from '../../route.ts';
import { FilterBody, FilterNowSchema, FilterParams } from './schemas.ts';

/** PUT /inbox-filters/{filterId} */
export const changeFilterRoute = defineRoute({
  id: 'changeInboxFilter',
  method: 'put',
  path: '/inbox-filters/{filterId}',
  tag: 'tasks',
  summary: 'Change a filter I have saved',
  access: ['WORK_ON_TASKS'],
  params: FilterParams,
  body: FilterBody,
  response: { status: 200, schema: FilterNowSchema },
  refusals: ['STALE_VERSION', 'FILTER_NAME_TAKEN'],
  async handle({ deps, actor, params: { filterId }, body, act, ifMatch }) {
    await assertOwnFilter(deps.db.sql, actor.id, filterId);
    const seen = { filterId, version: ifMatch() };
    return act((running) => changeFilter(running, actor.id, seen, body));
  },
});
