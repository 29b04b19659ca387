import type { Act } from '../../acts/act.ts';
import type { CaseSnapshot } from '../snapshot.ts';
import { taskParams } from '../time/tell-due.ts';

/** The delegate hears that the task was given to them, or is recalled; whoever holds it, that it is theirs again. */
export async function tellDelegation(
  act: Act,
  snapshot: CaseSnapshot,
  taskId: string,
  event: 'TASK_DELEGATED' | 'DELEGATION_RECALLED' | 'RECOMMENDATION_RECEIVED',
  accountIds: readonly string[],
): Promise<void> {
  const { dueAt, ...about } = await taskParams(act, snapshot, taskId);
  const common = { process: snapshot.process, accountIds, ref: `operation:${act.id}`, caseId: snapshot.id };
  if (event === 'DELEGATION_RECALLED') {
    act.tell({ ...common, event, group: 'ASKED', params: about });
    return;
  }
  const { name } = await act.tx.one<{ name: string }>('SELECT name FROM account WHERE id = $1', [act.actor.id]);
  const group = event === 'TASK_DELEGATED' ? 'ASKED' : 'ASKER';
  act.tell({ ...common, event, group, params: { ...about, dueAt, byName: name } });
}
