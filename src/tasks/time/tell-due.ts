import type { Act } from '../../acts/act.ts';
import { AUTOMATIC_REASONS, type AutomaticReason } from '../../domain/tasks/automatic-reasons.ts';
import { caseParams } from '../case-params.ts';
import { supervisorOf, taskHolders } from '../people/people.ts';
import type { CaseSnapshot } from '../snapshot.ts';
import type { DueRow } from './due-act.ts';

type TimedEvent = 'TASK_REMINDER' | 'SUPPLEMENT_REMINDER' | 'TASK_AT_RISK' | 'TASK_OVERDUE' | 'TASK_ESCALATED';
type Group = 'APPLICANT' | 'CANDIDATES' | 'SUPERVISOR';

/** What time brings to those who hold the task, or to their supervisor. */
export async function tellDue(
  act: Act,
  snapshot: CaseSnapshot,
  due: DueRow,
  event: TimedEvent,
  ...groups: readonly Group[]
): Promise<void> {
  const params = await taskParams(act, snapshot, due.taskId);
  for (const group of groups) {
    const people = await (group === 'SUPERVISOR' ? supervisorOf : taskHolders)(act.tx, due.taskId);
    const common = { process: snapshot.process, ref: `due:${due.id}`, caseId: snapshot.id };
    act.tell({ ...common, event, group, accountIds: people, params });
  }
}

/** Those who held a task hear that the system has done with it what nobody did, and so does their supervisor. */
export async function tellEndedByTime(
  act: Act,
  snapshot: CaseSnapshot,
  due: DueRow,
  reason: AutomaticReason,
  { holders, supervisors }: Concerned,
): Promise<void> {
  const params = { ...(await taskParams(act, snapshot, due.taskId)), ground: AUTOMATIC_REASONS[reason] };
  const common = {
    process: snapshot.process,
    event: 'TASK_ENDED_BY_TIME' as const,
    ref: `due:${due.id}`,
    caseId: snapshot.id,
    params,
  };
  act.tell({ ...common, group: 'CANDIDATES', accountIds: holders });
  act.tell({ ...common, group: 'SUPERVISOR', accountIds: supervisors });
}

/** Read before the task is taken from them. */
export interface Concerned {
  readonly holders: readonly string[];
  readonly supervisors: readonly string[];
}

export async function concernedBy(act: Act, taskId: string): Promise<Concerned> {
  const [holders, supervisors] = await Promise.all([taskHolders(act.tx, taskId), supervisorOf(act.tx, taskId)]);
  return { holders, supervisors };
}

/** What every notice about a task says of it. */
export async function taskParams(act: Act, snapshot: CaseSnapshot, taskId: string) {
  const task = await act.tx.one<{ titleZh: string; titleEn: string; dueAt: Date | null }>(
    'SELECT title_zh AS "titleZh", title_en AS "titleEn", due_at AS "dueAt" FROM task WHERE id = $1',
    [taskId],
  );
  return {
    ...caseParams(snapshot),
    taskId,
    stageTitleZh: task.titleZh,
    stageTitleEn: task.titleEn,
    dueAt: task.dueAt?.toISOString() ?? null,
  };
}
