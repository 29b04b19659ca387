import { z } from 'zod';
import { listMine, listPools, type InboxTask } from '../../../tasks/inbox.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { InboxTaskSchema } from './schemas.ts';

const DueKeySchema = z.object({ due: z.union([z.literal('infinity'), z.iso.datetime()]), id: z.uuid() });

/** GET /tasks?list=mine|pools */
export const listTasks = defineRoute({
  id: 'listTasks',
  method: 'get',
  path: '/tasks',
  tag: 'tasks',
  summary: 'Tasks I hold (mine) or could take (pools), soonest due first',
  access: ['WORK_ON_TASKS'],
  query: z.strictObject({ list: z.enum(['mine', 'pools']).default('mine'), ...PAGE_QUERY }),
  response: { status: 200, schema: pageSchema(InboxTaskSchema) },
  async handle({ deps, actor, query }) {
    const read = query.list === 'mine' ? listMine : listPools;
    const rows = await read(deps.db.sql, actor.id, readCursor(DueKeySchema, query.cursor), query.limit + 1);
    return { body: pageOf(rows, query.limit, ({ dueKey, id }) => ({ due: dueKey, id }), withoutKey) };
  },
});

function withoutKey({ dueKey: _dueKey, ...task }: InboxTask & { dueKey: string }): InboxTask {
  return task;
}
