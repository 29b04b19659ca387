import type { Act } from '../../acts/act.ts';
import type { StageRule } from '../../domain/routes/route.ts';
import { standing } from '../../domain/tasks/standing.ts';
import { planTime } from '../../domain/time/timetable.ts';
import { findApprovers } from '../people/approvers/find-approvers.ts';
import { owedByStarter } from '../people/approvers/owed-by-starter.ts';
import type { StageApprovers } from '../people/approvers/stage-approvers.ts';
import { workingCalendar } from '../../policies/working-calendar.ts';
import { substitutionsBelow } from '../../substitution/holding-now.ts';
import type { CaseSnapshot, PhaseRow } from '../snapshot.ts';
import { recordAutomatic } from './automatic.ts';
import { actRows } from './clocks.ts';
import { ruleOf, supplementRule, timingOf } from './rules.ts';
import { formerRun, formerSeats } from '../seats/former-seats.ts';
import { carriedSeats } from '../seats/carried.ts';
import { claimIn } from '../seats/claim.ts';
import { asSeat, personalSeats, sharedSeat, systemSeat, withSigners, type SeatPlan } from '../seats/seats.ts';
import { tellHolders } from './tell-holders.ts';

/** What a run is opened from: a stage of the route, or the supplement an applicant owes. */
export interface RunPlan {
  readonly key: string;
  readonly kind: 'APPROVAL' | 'SUPPLEMENT';
  readonly returningKey: string | null;
  readonly assignTo: string | null;
  /** A former run of the stage stands again, because what had ended it was taken back: this one, or the last of an earlier phase. */
  readonly standsAgain: { readonly runId: string | null } | null;
  /** Other people are asked; words of before count for whoever still has a seat. */
  readonly carriesWords: boolean;
  readonly decisionId: string | null;
  /** Acts are refused when nobody is left; system steps fall back to the administrator (architecture §2). */
  readonly bySystem: boolean;
}

export interface OpenedRun {
  readonly stageId: string;
  /** Those that can be acted on now. */
  readonly taskIds: readonly string[];
  readonly key: string;
  readonly kind: RunPlan['kind'];
  readonly title: { readonly zh: string; readonly en: string };
  readonly dueAt: Date | null;
  /** What the system brought it to as it opened; null where people are asked. */
  readonly concluded: 'APPROVE' | 'REJECT' | null;
}

/** Opens one run of a stage: the stage, its seats, who may take them, who may not, and their instants. */
export async function openRun(act: Act, snapshot: CaseSnapshot, phase: PhaseRow, plan: RunPlan): Promise<OpenedRun> {
  const rule = plan.kind === 'SUPPLEMENT' ? await supplementRule(act, snapshot) : ruleOf(snapshot, phase, plan.key);
  const [approvers, calendar] = await Promise.all([
    plan.kind === 'SUPPLEMENT' && snapshot.companyId === null
      ? owedByStarter(snapshot)
      : findApprovers(act.tx, snapshot, rule, plan.bySystem),
    workingCalendar(act.tx, snapshot.unitPath, act.now),
  ]);
  const planned = planTime(calendar, act.now, timingOf(rule, plan.kind));
  const seats = await seatsOf(act, snapshot, rule, approvers, phase, plan);
  const isAutomatic = seats.some(({ automatic }) => automatic !== null);
  const concluded = isAutomatic ? standing(rule, seats.map(asSeat)).outcome : null;
  const inserting = act.tx.one<{ stageId: string; tasks: { n: number; taskId: string }[] }>(INSERT, [
    snapshot.id,
    phase.seq,
    plan.key,
    plan.kind,
    rule.mode,
    plan.decisionId,
    plan.returningKey,
    act.now,
    snapshot.process,
    rule.title.zh,
    rule.title.en,
    rule.form ?? null,
    approvers.supervisorId,
    rule.priority,
    planned.startBy,
    planned.atRiskAt,
    planned.dueAt,
    planned.flag,
    JSON.stringify(seats),
    JSON.stringify(approvers.exclusions),
    actRows(planned.acts),
    snapshot.generation,
    concluded === null ? null : (approvers.automatic?.reasonCode ?? 'SAME_APPROVER'),
    planned.clock?.from ?? null,
    planned.clock?.length.n ?? null,
    planned.clock?.length.unit ?? null,
    plan.standsAgain !== null,
  ]);
  // Both travel together.
  const [{ stageId, tasks }, substitutions] = await Promise.all([
    inserting,
    substitutionsBelow(act.tx, [...new Set(seats.flatMap(({ holders }) => holders))]),
  ]);
  if (approvers.standIn !== null) {
    const after = { stage: plan.key, standIn: approvers.standIn };
    act.audit({ action: 'NOBODY_FOUND', caseId: snapshot.id, subject: `stage:${stageId}`, after, bySystem: true });
  }
  if (isAutomatic) await recordAutomatic(act, snapshot, { stageId, key: plan.key }, placed(seats, tasks));
  const opened = placed(seats, tasks).filter(({ seat }) => {
    return seat.hold === null && seat.state !== 'DONE' && concluded === null;
  });
  if (plan.kind === 'APPROVAL') {
    for (const { taskId, seat } of opened) {
      await tellHolders(act, snapshot, rule, {
        taskId,
        dueAt: planned.dueAt,
        holders: seat.holders,
        substitutions,
      });
    }
  }
  const taskIds = opened.map(({ taskId }) => taskId);
  for (const taskId of taskIds) {
    act.happened({ event: 'task.opened', caseId: snapshot.id, data: { taskId, stage: plan.key } });
  }
  return { stageId, taskIds, key: plan.key, kind: plan.kind, title: rule.title, dueAt: planned.dueAt, concluded };
}

function placed(seats: readonly SeatPlan[], tasks: readonly { n: number; taskId: string }[]) {
  return tasks.flatMap(({ n, taskId }) => {
    const seat = seats.find((other) => other.n === n);
    return seat === undefined ? [] : [{ taskId, seat }];
  });
}

async function seatsOf(
  act: Act,
  snapshot: CaseSnapshot,
  rule: StageRule,
  approvers: StageApprovers,
  phase: PhaseRow,
  { key, assignTo, standsAgain, carriesWords }: RunPlan,
): Promise<SeatPlan[]> {
  if (approvers.automatic !== null) return [systemSeat(approvers.automatic)];
  const isShared = rule.mode === 'ANY' || approvers.places.length === 0;
  const former = await formerRun(act.tx, snapshot, phase, key);
  const runId = standsAgain === null ? undefined : (standsAgain.runId ?? former?.id);
  if (runId !== undefined) {
    const seats = await formerSeats(act.tx, { rule, approvers, runId, takenBackBy: assignTo });
    if (seats !== undefined) return seats;
  }
  const carried = await carriedSeats(act.tx, former, rule, carriesWords);
  const barred = new Set(approvers.exclusions.map(({ accountId }) => accountId));
  if (!isShared) return personalSeats(rule, approvers.places, carried, barred);
  const shared = sharedSeat(approvers, carriesWords ? await claimIn(act.tx, former?.id) : undefined);
  return withSigners(rule, shared, rule.mode === 'ANY' ? carried : [], barred);
}

const INSERT = `WITH opened AS (
    INSERT INTO stage (case_id, phase_seq, key, instance, kind, mode, state, opened_by_decision, returning_key, opened_at, automatic, stands_again)
    VALUES ($1, $2, $3, 1 + (SELECT count(*) FROM stage WHERE case_id = $1 AND phase_seq = $2 AND key = $3), $4, $5, 'OPEN', $6, $7, $8, $23, $27)
    RETURNING id),
  seat AS MATERIALIZED (
    SELECT uuidv7() AS id, s.*, s.state IN ('OPEN', 'CLAIMED') AS runs FROM jsonb_to_recordset($19::jsonb) AS s(
      n int, position int, weight int, state text, hold text, assignee uuid, outcome text, "decidedBy" uuid, "onBehalfOf" uuid, added jsonb, former uuid, delegate uuid, offers jsonb)),
  placed AS (
    INSERT INTO task (id, case_id, stage_id, process, stage_key, title_zh, title_en, form, state, hold, position, weight, assignee_id, claimed_at,
      supervisor_id, priority, created_at, start_by, at_risk_at, due_at, due_flag, due_from, due_n, due_unit, outcome, decided_by, on_behalf_of,
      ended_at, added_by_task, added_place, added_by, former_id, delegate_id)
    SELECT seat.id, $1, opened.id, $9, $3, $10, $11, CASE WHEN seat.added IS NULL THEN $12 END, seat.state, seat.hold, seat.position, seat.weight, seat.assignee,
      CASE WHEN seat.assignee = former.assignee_id THEN former.claimed_at WHEN seat.assignee IS NOT NULL THEN $8::timestamptz END, $13, $14, coalesce(former.created_at, $8),
      CASE WHEN seat.runs THEN $15::timestamptz END, CASE WHEN seat.runs THEN $16::timestamptz END, CASE WHEN seat.runs THEN $17::timestamptz END,
      CASE WHEN seat.runs THEN $18 END, CASE WHEN seat.runs THEN $24::timestamptz END, CASE WHEN seat.runs THEN $25::bigint END, CASE WHEN seat.runs THEN $26 END,
      seat.outcome, seat."decidedBy", seat."onBehalfOf", CASE WHEN seat.outcome IS NOT NULL THEN coalesce(former.ended_at, $8) END,
      adder.id, seat.added ->> 'place', (seat.added ->> 'by')::uuid, seat.former, seat.delegate
    FROM opened, seat LEFT JOIN seat adder ON adder.n = (seat.added ->> 'to')::int LEFT JOIN task former ON former.id = seat.former),
  offered AS (
    INSERT INTO task_candidate (task_id, kind, role, scope_id, account_id, due_at, priority, open)
    SELECT seat.id, c.kind, c.role, c."scopeId", c."accountId", coalesce($17::timestamptz, 'infinity'), $14, seat.state = 'OPEN'
    FROM seat, jsonb_to_recordset(seat.offers) AS c(kind text, role text, "scopeId" uuid, "accountId" uuid)),
  barred AS (
    INSERT INTO stage_exclusion (stage_id, account_id, reason_code, source_key)
    SELECT opened.id, x."accountId", x."reasonCode", x."sourceKey"
    FROM opened, jsonb_to_recordset($20::jsonb) AS x("accountId" uuid, "reasonCode" text, "sourceKey" text) ON CONFLICT DO NOTHING),
  planned AS (
    INSERT INTO due_act (case_id, generation, stage_id, task_id, kind, at, detail)
    SELECT $1, $22::int, opened.id, seat.id, d.kind, d.at, d.detail
    FROM opened, seat, jsonb_to_recordset($21::jsonb) AS d(kind text, at timestamptz, detail jsonb) WHERE seat.runs)
  SELECT opened.id AS "stageId", jsonb_agg(jsonb_build_object('n', seat.n, 'taskId', seat.id) ORDER BY seat.n) AS tasks
  FROM opened, seat GROUP BY opened.id`;
