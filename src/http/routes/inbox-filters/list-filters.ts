import { z } from 'zod';
import { listFilters } from '../../../tasks/inbox/saved/saved-filters.ts';
import { defineRoute } from '../../route.ts';
import { SavedFilterSchema } from './schemas.ts';

/** GET /inbox-filters */
export const listFiltersRoute = defineRoute({
  id: 'listInboxFilters',
  method: 'get',
  path: '/inbox-filters',
  tag: 'tasks',
  summary: 'The filters I have saved, by name',
  access: ['WORK_ON_TASKS'],
  response: { status: 200, schema: z.object({ items: z.array(SavedFilterSchema) }) },
  async handle({ deps, actor }) {
    return { body: { items: await listFilters(deps.db.sql, actor.id) } };
  },
});
