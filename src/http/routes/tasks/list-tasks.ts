import { z } from 'zod';
import { INBOX_SORTS, OPEN_FILTER, OPEN_LISTS } from '../../../domain/inbox/filter.ts';
import { listAway, listMine, listPools } from '../../../tasks/inbox.ts';
import type { InboxTask, Keyed } from '../../../tasks/inbox/inbox-task.ts';
import { listTeam } from '../../../tasks/inbox/team/list-team.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { InboxTaskSchema } from './schemas.ts';

const Sort = z.enum(INBOX_SORTS);

/** A cursor of one order says nothing in another. */
const keySchema = (sort: z.output<typeof Sort>) =>
  z.object({
    sort: z.literal(sort),
    due: z.union([z.literal('infinity'), z.iso.datetime()]),
    id: z.uuid(),
    priority: z.int(),
  });

const LISTS = { mine: listMine, pools: listPools, waiting: listAway, team: listTeam } as const;

/** GET /tasks?list=mine|pools|waiting|team */
export const listTasks = defineRoute({
  id: 'listTasks',
  method: 'get',
  path: '/tasks',
  tag: 'tasks',
  summary:
    'Tasks I hold (mine), could take (pools), have while others speak first (waiting), or am the superior of (team), by due instant, priority or age',
  access: ['WORK_ON_TASKS'],
  query: z.strictObject({
    list: z.enum(OPEN_LISTS).default('mine'),
    sort: Sort.default('due'),
    ...OPEN_FILTER,
    ...PAGE_QUERY,
  }),
  response: { status: 200, schema: pageSchema(InboxTaskSchema) },
  refusals: ['NO_TEAM'],
  async handle({ deps, actor, query: { list, sort, limit, cursor, ...filter } }) {
    const after = readCursor(keySchema(sort), cursor);
    const rows = await LISTS[list](deps.db.sql, actor.id, after, limit + 1, { sort, filter });
    const keyOf = ({ dueKey, id, priority }: Keyed<InboxTask>) => ({ sort, due: dueKey, id, priority });
    return { body: pageOf(rows, limit, keyOf, withoutKey) };
  },
});

function withoutKey({ dueKey: _dueKey, ...task }: Keyed<InboxTask>): InboxTask {
  return task;
}
