import type { Act } from '../../acts/act.ts';
import { taskHolders } from '../people/people.ts';
import type { CaseSnapshot } from '../snapshot.ts';
import { taskParams } from './tell-due.ts';

interface Moved {
  readonly id: string;
  readonly kind: 'APPROVAL' | 'SUPPLEMENT';
  /** Before. */
  readonly dueAt: Date | null;
}

/** Whoever holds a task hears that its deadline is another now. */
export async function tellMoved(
  act: Act,
  snapshot: CaseSnapshot,
  task: Moved,
  { dueAt, ref }: { readonly dueAt: Date | null; readonly ref: string },
): Promise<void> {
  act.tell({
    process: snapshot.process,
    event: 'TASK_DEADLINE_MOVED',
    group: task.kind === 'SUPPLEMENT' ? 'APPLICANT' : 'CANDIDATES',
    accountIds: await taskHolders(act.tx, task.id),
    ref,
    caseId: snapshot.id,
    params: {
      ...(await taskParams(act, snapshot, task.id)),
      dueAt: dueAt?.toISOString() ?? null,
      formerDueAt: task.dueAt?.toISOString() ?? null,
    },
  });
}
