import { saveFilter } from '../../../tasks/inbox/saved/saved-filters.ts';
import { defineRoute } from '../../route.ts';
import { FilterBody, FilterNowSchema } from './schemas.ts';

/** POST /inbox-filters */
export const saveFilterRoute = defineRoute({
  id: 'saveInboxFilter',
  method: 'post',
  path: '/inbox-filters',
  tag: 'tasks',
  summary: 'Save a list of my inbox with its filter and order under a name',
  access: ['WORK_ON_TASKS'],
  body: FilterBody,
  response: { status: 201, schema: FilterNowSchema },
  refusals: ['TOO_MANY_FILTERS', 'FILTER_NAME_TAKEN'],
  handle: ({ actor, body, act }) => act((running) => saveFilter(running, actor.id, body), { status: 201 }),
});
