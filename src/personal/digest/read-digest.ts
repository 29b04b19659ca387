import type { EventParams } from '../../domain/messages/events.ts';
import type { Tx } from '../../persistence/tx.ts';
import { listMine, listPools } from '../../tasks/inbox.ts';
import { countInbox } from '../../tasks/inbox/counts.ts';
import type { InboxTask } from '../../tasks/inbox/inbox-task.ts';
import { compareBy } from '../../tasks/inbox/order.ts';

export type Digest = Omit<EventParams<'DAILY_DIGEST'>, 'day'>;

/** What waits for a person now, with their most urgent tasks; undefined when nothing does. */
export async function readDigest(sql: Tx, accountId: string, mostTasks: number): Promise<Digest | undefined> {
  const { mine, pools, overdue, atRisk, questions, copies } = await countInbox(sql, accountId);
  if (mine + pools + questions + copies === 0) return undefined;
  const lists = [
    await listMine(sql, accountId, undefined, mostTasks),
    await listPools(sql, accountId, undefined, mostTasks),
  ];
  const urgent = lists.flat().sort(compareBy('due')).slice(0, mostTasks);
  return { mine, pools, overdue, atRisk, questions, copies, tasks: urgent.map(inDigest) };
}

function inDigest(task: InboxTask): Digest['tasks'][number] {
  return {
    caseNumber: task.caseNumber,
    titleZh: task.caseTitleZh,
    titleEn: task.caseTitleEn,
    stageTitleZh: task.titleZh,
    stageTitleEn: task.titleEn,
    dueAt: task.dueAt?.toISOString() ?? null,
  };
}
