import type { Pool } from 'pg';
import { Act } from '../../acts/act.ts';
import { lockCase } from '../../acts/lock-case.ts';
import type { SystemReason } from '../../domain/tasks/reasons/system-reasons.ts';
import { replan } from '../../domain/time/replan.ts';
import { inTransaction } from '../../persistence/tx.ts';
import { workingCalendar } from '../../policies/working-calendar.ts';
import { actsSoFar, CLOCK_COLUMNS, clockOf, setTimetable, type ClockRow } from '../runs/clocks.ts';
import { timingOfTask } from '../runs/rules.ts';
import { readCase, type CaseSnapshot } from '../snapshot.ts';
import { tellMoved } from '../time/tell-moved.ts';
import { wakeIfEarlier } from '../time/wake-if-earlier.ts';

interface Row extends ClockRow, Record<string, unknown> {
  readonly stageKey: string;
  readonly kind: 'APPROVAL' | 'SUPPLEMENT';
  readonly phaseSeq: number;
}

/** Which replan a case is part of; its progress is kept in the case's transaction, so that each case counts once. */
export interface ReplanRef {
  readonly versionId: string;
}

/**
 * Plans the running deadlines of one case again by the calendar that counts now, in one transaction under its lock. What stands still keeps
 * the time it has left. Done again it changes nothing. Gives how many deadlines moved.
 */
export async function replanCase(pool: Pool, { versionId }: ReplanRef, caseId: string): Promise<number> {
  return inTransaction(pool, async (tx) => {
    const [start, snapshot] = await Promise.all([lockCase(tx, caseId), readCase(tx, caseId)]);
    const act = new Act(tx, start, { id: null, kind: 'SYSTEM' }, 'system');
    await act.watch(caseId);
    const isOver = snapshot.closedAt !== null || snapshot.closing !== null;
    const rows = isOver ? [] : await tx.rows<Row>(RUNNING, [caseId]);
    let moved = 0;
    for (const row of rows) if (await replanTask(act, snapshot, row, versionId)) moved += 1;
    if (rows.length > 0) await wakeIfEarlier(act, snapshot);
    tx.send(PROGRESS, [versionId, caseId, moved]);
    await act.flush();
    return moved;
  });
}

const RUNNING = `SELECT ${CLOCK_COLUMNS}, t.stage_key AS "stageKey", s.kind, s.phase_seq AS "phaseSeq"
  FROM task t JOIN stage s ON s.id = t.stage_id
  WHERE t.case_id = $1 AND t.state IN ('OPEN', 'CLAIMED') AND t.due_from IS NOT NULL ORDER BY t.id`;

const PROGRESS = `UPDATE deadline_replan SET cursor = $2, cases = cases + 1, moved = moved + $3
  WHERE policy_version_id = $1 AND (cursor IS NULL OR cursor < $2)`;

/** True when its deadline moved; reminders may move without it. */
async function replanTask(act: Act, snapshot: CaseSnapshot, row: Row, versionId: string): Promise<boolean> {
  const clock = clockOf(row);
  if (clock === null) return false;
  const calendar = await workingCalendar(act.tx, snapshot.unitPath, act.now);
  const planned = replan(calendar, act.now, { ...row, clock }, await timingOfTask(act, snapshot, row), actsSoFar(row));
  if (planned === undefined) return false;
  setTimetable(act, row, { ...planned, clock, startLeft: row.startLeft });
  if (planned.dueAt?.getTime() === row.dueAt?.getTime()) return false;
  act.audit({
    action: 'DEADLINE_REPLANNED',
    caseId: snapshot.id,
    subject: `task:${row.id}`,
    reasonCode: 'CALENDAR_CHANGED' satisfies SystemReason,
    before: { dueAt: row.dueAt?.toISOString() ?? null },
    after: { dueAt: planned.dueAt?.toISOString() ?? null, stage: row.stageKey, calendar: versionId },
  });
  await tellMoved(act, snapshot, row, { dueAt: planned.dueAt, ref: `replan:${versionId}:${row.id}` });
  return true;
}
