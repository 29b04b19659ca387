import { z } from 'zod';
import { listAway, listMine, listPools, type InboxTask } from '../../../tasks/inbox.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { InboxTaskSchema } from './schemas.ts';

const DueKeySchema = z.object({ due: z.union([z.literal('infinity'), z.iso.datetime()]), id: z.uuid() });

const LISTS = { mine: listMine, pools: listPools, waiting: listAway } as const;

/** GET /tasks?list=mine|pools|waiting */
export const listTasks = defineRoute({
  id: 'listTasks',
  method: 'get',
  path: '/tasks',
  tag: 'tasks',
  summary: 'Tasks I hold (mine), could take (pools), or have while others speak first (waiting), soonest due first',
  access: ['WORK_ON_TASKS'],
  query: z.strictObject({ list: z.enum(['mine', 'pools', 'waiting']).default('mine'), ...PAGE_QUERY }),
  response: { status: 200, schema: pageSchema(InboxTaskSchema) },
  async handle({ deps, actor, query }) {
    const rows = await LISTS[query.list](
      deps.db.sql,
      actor.id,
      readCursor(DueKeySchema, query.cursor),
      query.limit + 1,
    );
    return { body: pageOf(rows, query.limit, ({ dueKey, id }) => ({ due: dueKey, id }), withoutKey) };
  },
});

function withoutKey({ dueKey: _dueKey, ...task }: InboxTask & { dueKey: string }): InboxTask {
  return task;
}
