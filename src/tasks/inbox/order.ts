import type { InboxSort } from '../../domain/inbox/filter.ts';
import type { Where } from '../../persistence/where.ts';

/** Where a page ended: what every order sorts by, of its last task. `due` is an ISO instant or `infinity`, which is last. */
export interface ListKey {
  readonly due: string;
  readonly id: string;
  /** 0 to 100, the highest first; only the order by priority asks for it. */
  readonly priority?: number | undefined;
}

/** A due instant as a key; tasks without one come last. */
export function dueKeyOf({ dueAt }: { readonly dueAt: Date | null }): string {
  return dueAt?.toISOString() ?? 'infinity';
}

interface Order {
  /** Of a task `t`. */
  readonly task: readonly string[];
  /** Of a candidate row `tc`, which repeats what its task is sorted by: the columns of the index that the list walks. */
  readonly candidate: readonly string[];
  /** Of the tasks of one person, as the index on them says it: last without a deadline, there as here. */
  readonly held: string;
  readonly values: (where: Where, after: ListKey) => readonly string[];
}

const DUE = "coalesce(t.due_at, 'infinity')";
const due = (where: Where, { due }: ListKey) => `${where.bind(due)}::timestamptz`;
const id = (where: Where, { id }: ListKey) => `${where.bind(id)}::uuid`;

export const ORDERS: Readonly<Record<InboxSort, Order>> = {
  due: {
    task: [DUE, 't.id'],
    candidate: ['tc.due_at', 'tc.task_id'],
    held: 't.due_at, t.id',
    values: (w, key) => [due(w, key), id(w, key)],
  },
  priority: {
    task: ['(100 - t.priority)', DUE, 't.id'],
    candidate: ['(100 - tc.priority)', 'tc.due_at', 'tc.task_id'],
    held: `(100 - t.priority), ${DUE}, t.id`,
    values: (w, key) => [`${w.bind(100 - (key.priority ?? 100))}::int`, due(w, key), id(w, key)],
  },
  // Ids of tasks are given in the order in which they are opened.
  age: { task: ['t.id'], candidate: ['tc.task_id'], held: 't.id', values: (w, key) => [id(w, key)] },
};

/**
 * Tasks `t` that meet a condition which names one person. In another order than the index has, they are read first: to walk all tasks by age until
 * one of theirs comes would never end.
 */
export const heldBy = (condition: string, sort: InboxSort): string =>
  `(SELECT t.* FROM task t WHERE ${condition}${sort === 'due' ? '' : ' OFFSET 0'}) t`;

/** Before everything, in any order. */
export const FIRST: ListKey = { due: '-infinity', id: '00000000-0000-0000-0000-000000000000', priority: 101 };

/** The part of an order behind a key: `columns` are the task's or the candidate row's. */
export function behind(columns: readonly string[], values: readonly string[]): string {
  return `(${columns.join(', ')}) > (${values.join(', ')})`;
}

/** The same order in memory. */
export function compareBy(sort: InboxSort): (one: Sorted, other: Sorted) => number {
  const keyOf = ({ dueAt, priority, id }: Sorted) => {
    if (sort === 'age') return id;
    return `${sort === 'priority' ? String(100 - priority).padStart(3, '0') : ''} ${dueKeyOf({ dueAt })} ${id}`;
  };
  return (one, other) => (keyOf(one) < keyOf(other) ? -1 : 1);
}

interface Sorted {
  readonly id: string;
  readonly dueAt: Date | null;
  readonly priority: number;
}
