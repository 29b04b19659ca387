import { z } from 'zod';
import { INBOX_SORTS, OPEN_FILTER, OPEN_LISTS } from '../../../domain/inbox/filter.ts';
import { listAway, listMine, listPools } from '../../../tasks/inbox.ts';
import type { InboxTask } from '../../../tasks/inbox/inbox-task.ts';
import { dueKeyOf } from '../../../tasks/inbox/order.ts';
import { listTeam } from '../../../tasks/inbox/team/list-team.ts';
import { listInOwnOrder, type OwnRow } from '../../../tasks/inbox/own-order.ts';
import { readWorkSettings } from '../../../personal/work-settings.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { InboxTaskSchema } from './schemas.ts';

/** `own`: what the rules of my work settings put first, then the rest, both by priority. */
const Sort = z.enum([...INBOX_SORTS, 'own']);

const keySchema = <Name extends z.output<typeof Sort>>(sort: Name) =>
  z.object({
    sort: z.literal(sort),
    due: z.union([z.literal('infinity'), z.iso.datetime()]),
    id: z.uuid(),
    priority: z.int(),
    rest: z.boolean().default(true),
  });

/** A cursor of one order says nothing in another. Making a schema takes longer than using it. */
const KEYS = {
  due: keySchema('due'),
  priority: keySchema('priority'),
  age: keySchema('age'),
  own: keySchema('own'),
} as const;

const LISTS = { mine: listMine, pools: listPools, waiting: listAway, team: listTeam } as const;

/** GET /tasks?list=mine|pools|waiting|team */
export const listTasks = defineRoute({
  id: 'listTasks',
  method: 'get',
  path: '/tasks',
  tag: 'tasks',
  summary:
    'Tasks I hold (mine), could take (pools), have while others speak first (waiting), or am the superior of (team), by due instant, priority, age or in my own order',
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
    const after = readCursor(KEYS[sort], cursor);
    if (sort === 'own') {
      const { first: rules } = await readWorkSettings(deps.db.sql, actor.id);
      const page = { after, limit: limit + 1, filter, rules };
      const rows = await listInOwnOrder(deps.db.sql, LISTS[list], actor.id, page);
      const keyOf = (row: OwnRow) => ({ ...keyOfTask(sort, row), rest: row.rest });
      return { body: pageOf(rows, limit, keyOf, withoutRest) };
    }
    const rows = await LISTS[list](deps.db.sql, actor.id, after, limit + 1, { sort, filter });
    const keyOf = (task: InboxTask) => keyOfTask(sort, task);
    return { body: pageOf(rows, limit, keyOf, (task) => task) };
  },
});

function keyOfTask(sort: z.output<typeof Sort>, { dueAt, id, priority }: InboxTask) {
  return { sort, due: dueKeyOf({ dueAt }), id, priority };
}

function withoutRest({ rest: _rest, ...task }: OwnRow): InboxTask {
  return task;
}
