import type { Act } from '../../acts/act.ts';
import type { Actor } from '../../domain/access/actor.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';
import type { Clock } from '../../domain/time/clock.ts';
import { timetable } from '../../domain/time/timetable.ts';
import { workingCalendar } from '../../policies/working-calendar.ts';
import type { AtHand } from '../operations/at-hand.ts';
import { recordOperation } from '../operations/record-operation.ts';
import { assertOpen } from '../people/holding.ts';
import { CLOCK_COLUMNS, setTimetable, type ClockRow } from '../runs/clocks.ts';
import { timingOfTask } from '../runs/rules.ts';
import { assertInPhase } from '../snapshot.ts';
import { assertSupervises } from './supervises.ts';
import { tellMoved } from '../time/tell-moved.ts';
import { wakeIfEarlier } from '../time/wake-if-earlier.ts';

export interface Postponement {
  readonly dueAt: Date;
  readonly reason: string;
}

/**
 * Gives a task a later deadline (NTF-02): its supervisor or an administrator does, with a reason. The instant stands as it was given, whatever
 * calendar comes; its reminders are planned before it anew, and who was overdue has time again.
 * @throws Refusal NOT_SUPERVISOR, DEADLINE_NOT_LATER and those of `assertOpen`
 */
export async function postponeTask(
  act: Act,
  actor: Actor,
  { task, snapshot }: AtHand,
  { dueAt, reason }: Postponement,
): Promise<Facts> {
  await assertSupervises(act, snapshot, task.id, actor.id);
  assertOpen(task);
  assertInPhase(snapshot, task.phaseSeq);
  const row = await act.tx.one<ClockRow & Record<string, unknown>>(
    `SELECT ${CLOCK_COLUMNS} FROM task t WHERE t.id = $1`,
    [task.id],
  );
  if (dueAt <= act.now || (row.dueAt !== null && dueAt <= row.dueAt)) {
    throw new Refusal('DEADLINE_NOT_LATER', { dueAt: row.dueAt?.toISOString() ?? null });
  }
  const calendar = await workingCalendar(act.tx, snapshot.unitPath, act.now);
  const sinceNow = (at: Date): number => at.getTime() - act.now.getTime();
  const clock: Clock = { from: act.now, length: { n: sinceNow(dueAt), unit: 'MILLISECOND' } };
  const timing = await timingOfTask(act, snapshot, { ...task, kind: task.stageKind });
  setTimetable(act, row, {
    ...timetable(calendar, act.now, clock, timing),
    clock,
    startBy: row.startBy,
    startLeft: row.startBy === null ? null : sinceNow(row.startBy),
    overdue: false,
  });
  recordOperation(act, task, { kind: 'POSTPONE', reason });
  act.audit({
    action: 'DEADLINE_POSTPONED',
    caseId: snapshot.id,
    subject: `task:${task.id}`,
    before: { dueAt: row.dueAt?.toISOString() ?? null },
    after: { operation: act.id, dueAt: dueAt.toISOString(), stage: task.stageKey },
  });
  const moved = { id: task.id, kind: task.stageKind, dueAt: row.dueAt };
  await tellMoved(act, snapshot, moved, { dueAt, ref: `deadline:${act.id}` });
  await wakeIfEarlier(act, snapshot);
  return { taskId: task.id, dueAt: dueAt.toISOString() };
}
