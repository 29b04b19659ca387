import type { Act } from '../../acts/act.ts';
import type { MovedStage } from '../../domain/routes/move-route.ts';
import type { StageRule } from '../../domain/routes/route.ts';
import { replan } from '../../domain/time/replan.ts';
import { planTime } from '../../domain/time/timetable.ts';
import { workingCalendar } from '../../policies/working-calendar.ts';
import { actsSoFar, CLOCK_COLUMNS, clockOf, setTimetable, type ClockRow } from '../../tasks/runs/clocks.ts';
import { ruleOf, timingOf } from '../../tasks/runs/rules.ts';
import type { CaseSnapshot, PhaseRow } from '../../tasks/snapshot.ts';

type Row = ClockRow & Record<string, unknown>;

/** Tasks that stay what they are read as the new rule words them, and keep its time where that is another. */
export async function refreshKept(
  act: Act,
  moved: CaseSnapshot,
  phase: PhaseRow,
  stages: readonly MovedStage[],
): Promise<void> {
  for (const { run, key, fate } of stages) {
    if (fate !== 'KEPT' && fate !== 'REDATED') continue;
    const rule = ruleOf(moved, phase, key);
    act.tx.send(
      `WITH offered AS (
         UPDATE task_candidate SET priority = $5 WHERE task_id IN (SELECT id FROM task WHERE stage_id = $1 AND state IN ('OPEN', 'CLAIMED', 'SUSPENDED')))
       UPDATE task SET title_zh = $2, title_en = $3, form = $4, priority = $5, version = version + 1
       WHERE stage_id = $1 AND state IN ('OPEN', 'CLAIMED', 'SUSPENDED')`,
      [run, rule.title.zh, rule.title.en, rule.form ?? null, rule.priority],
    );
    if (fate === 'REDATED') await redate(act, moved, rule, run);
  }
}

/** What stands still keeps the time it has left; it is measured by the new rule when its turn comes again. */
async function redate(act: Act, moved: CaseSnapshot, rule: StageRule, stageId: string): Promise<void> {
  const calendar = await workingCalendar(act.tx, moved.unitPath, act.now);
  const timing = timingOf(rule, 'APPROVAL');
  const tasks = await act.tx.rows<Row>(
    `SELECT ${CLOCK_COLUMNS} FROM task t WHERE t.stage_id = $1 AND t.state IN ('OPEN', 'CLAIMED') ORDER BY t.id`,
    [stageId],
  );
  for (const task of tasks) {
    const former = clockOf(task);
    if (rule.due === undefined) {
      if (former !== null) act.tx.send(WITHOUT_TIME, [task.id]);
    } else if (former === null) {
      const { clock, ...planned } = planTime(calendar, act.now, timing);
      if (clock !== null) setTimetable(act, task, { ...planned, clock, startLeft: null, overdue: false });
    } else {
      // From when it opened: the new length counts for the time that has passed, too.
      const clock = { from: former.from, length: rule.due };
      const planned = replan(calendar, act.now, { ...task, clock }, timing, actsSoFar(task));
      if (planned !== undefined) setTimetable(act, task, { ...planned, clock, startLeft: task.startLeft });
    }
  }
}

const WITHOUT_TIME = `WITH former AS (UPDATE due_act SET state = 'CANCELED' WHERE task_id = $1 AND state IN ('PENDING', 'SUSPENDED')),
    offered AS (UPDATE task_candidate SET due_at = 'infinity' WHERE task_id = $1)
  UPDATE task SET due_at = NULL, at_risk_at = NULL, start_by = NULL, due_flag = NULL, due_from = NULL, due_n = NULL, due_unit = NULL,
         start_left = NULL, overdue_at = NULL, version = version + 1 WHERE id = $1`;
