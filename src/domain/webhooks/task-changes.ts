import type { Happening, WebhookEvent } from './events.ts';

/** A task that was not over when an act began. */
export interface TaskMark {
  readonly id: string;
  readonly caseId: string;
  readonly stage: string;
  readonly state: string;
  /** What a suspended task waits for within its stage; null where it waits for the applicant. */
  readonly hold: string | null;
  readonly dueAt: Date | null;
  readonly overdueAt: Date | null;
}

/** What is told of a task that somebody else's act, or the clock, changed. */
export const TASK_CHANGES = [
  'task.ended',
  'task.suspended',
  'task.resumed',
  'task.overdue',
  'task.redated',
] as const satisfies readonly WebhookEvent[];

/**
 * What an act did to the tasks that were not over when it began, whoever's they are: one event for each at most, because what is over is
 * neither late nor given another day. A task that somebody decided is told of as decided.
 */
export function taskChanges(before: readonly TaskMark[], after: readonly TaskMark[], bySystem: boolean): Happening[] {
  const now = new Map(after.map((mark) => [mark.id, mark]));
  return before.flatMap((former) => {
    const mark = now.get(former.id);
    const change = mark === undefined ? undefined : changeOf(former, mark);
    if (change === undefined) return [];
    const [event, facts] = change;
    const { id: taskId, caseId, stage } = former;
    return [{ event, caseId, data: { taskId, stage, ...facts, bySystem } }];
  });
}

type Change = readonly [(typeof TASK_CHANGES)[number], Readonly<Record<string, string>>];

function changeOf(former: TaskMark, mark: TaskMark): Change | undefined {
  const { state, hold, overdueAt } = mark;
  if (state === 'CANCELED' || state === 'SUPERSEDED') return ['task.ended', { reason: state }];
  if (state === 'DONE') return undefined;
  const wasWaiting = former.state === 'SUSPENDED';
  if (state === 'SUSPENDED') return wasWaiting ? undefined : ['task.suspended', { waitsFor: hold ?? 'APPLICANT' }];
  // Whoever's turn it becomes is told of as opened.
  if (wasWaiting) return former.hold === null ? ['task.resumed', dueOf(mark)] : undefined;
  if (overdueAt !== null && former.overdueAt === null) return ['task.overdue', dueOf(mark)];
  return mark.dueAt?.getTime() === former.dueAt?.getTime() ? undefined : ['task.redated', dueOf(mark)];
}

/** Left out where it has no deadline any more. */
function dueOf({ dueAt }: TaskMark): Readonly<Record<string, string>> {
  return dueAt === null ? {} : { dueAt: dueAt.toISOString() };
}
