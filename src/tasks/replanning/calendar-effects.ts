import { CALENDAR_KEY, overlaid } from '../../domain/time/calendar-overlay.ts';
import { compileCalendar, type CompiledCalendar } from '../../domain/time/compile-calendar.ts';
import { deadlineOf } from '../../domain/time/clock.ts';
import { replannedDue } from '../../domain/time/replan.ts';
import type { WorkingCalendar } from '../../domain/time/working-calendar.ts';
import type { PolicyBody } from '../../domain/policies/kinds.ts';
import type { Tx } from '../../persistence/tx.ts';
import { policyById } from '../../policies/current.ts';
import { calendarsInForce, type CalendarInForce } from '../../policies/working-calendar.ts';
import { clockOf, type ClockRow } from '../runs/clocks.ts';

/** A calendar that may be published: everybody's, or what a unit lays over it. */
export type Candidate =
  | { readonly key: string; readonly body: PolicyBody<'CALENDAR', 'CN'> }
  | { readonly key: string; readonly overlay: PolicyBody<'CALENDAR', 'unit'> };

/** What publishing it now would do to the deadlines that run; those that stand still keep the time they have left. */
export interface CalendarEffects {
  readonly running: number;
  readonly earlier: number;
  readonly later: number;
  /** Flagged until now, because the calendar's known years ended before them. */
  readonly planned: number;
  /** Still beyond its known years. */
  readonly beyond: number;
  /** By how many minutes the one that moves forward most does so, and the one that moves back most. */
  readonly mostEarlierMinutes: number;
  readonly mostLaterMinutes: number;
}

interface Row extends Pick<ClockRow, 'dueAt' | 'overdue' | 'from' | 'n' | 'unit'>, Record<string, unknown> {
  readonly caseId: string;
  readonly unitPath: readonly string[];
}

/** How many cases are read at a time. */
const PAGE = 1_000;

export async function calendarEffects(sql: Tx, candidate: Candidate, now: Date): Promise<CalendarEffects> {
  const calendars = candidateCalendars(sql, candidate, now);
  const counts = {
    running: 0,
    earlier: 0,
    later: 0,
    planned: 0,
    beyond: 0,
    mostEarlierMinutes: 0,
    mostLaterMinutes: 0,
  };
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await sql.rows<Row>(RUNNING, [after, candidate.key === CALENDAR_KEY ? null : candidate.key]);
    for (const row of rows) count(counts, await calendars(row.unitPath), now, row);
    const last = rows.at(-1);
    if (last === undefined) return counts;
    after = last.caseId;
  }
}

/** A case without a running clock gives one row without a task, so that the last row always says how far the page reaches. */
const RUNNING = `WITH page AS (
    SELECT c.id, u.path FROM "case" c JOIN unit u ON u.id = c.unit_id
    WHERE c.closed_at IS NULL AND c.id > $1 AND ($2::text IS NULL OR (SELECT id FROM unit WHERE code = $2) = ANY (u.path))
    ORDER BY c.id LIMIT ${PAGE})
  SELECT page.id AS "caseId", page.path AS "unitPath", t.due_at AS "dueAt", t.overdue_at IS NOT NULL AS overdue, t.due_from AS "from",
    t.due_n AS n, t.due_unit AS unit
  FROM page LEFT JOIN task t ON t.case_id = page.id AND t.state IN ('OPEN', 'CLAIMED') AND t.due_from IS NOT NULL ORDER BY page.id`;

type Counts = { -readonly [Name in keyof CalendarEffects]: number };

function count(counts: Counts, calendar: CompiledCalendar, now: Date, row: Row): void {
  const clock = clockOf(row);
  if (clock === null) return;
  counts.running += 1;
  const dueAt = replannedDue(calendar, now, { clock, dueAt: row.dueAt, overdue: row.overdue });
  if (deadlineOf(calendar, clock).kind === 'BEYOND_CALENDAR') counts.beyond += 1;
  if (dueAt === null) return;
  if (row.dueAt === null) {
    counts.planned += 1;
    return;
  }
  const minutes = Math.round((dueAt.getTime() - row.dueAt.getTime()) / 60_000);
  if (minutes < 0) counts.earlier += 1;
  if (minutes > 0) counts.later += 1;
  counts.mostEarlierMinutes = Math.max(counts.mostEarlierMinutes, -minutes);
  counts.mostLaterMinutes = Math.max(counts.mostLaterMinutes, minutes);
}

/** The working time of a unit as it would be, made once for all units that would share it. */
function candidateCalendars(sql: Tx, candidate: Candidate, now: Date) {
  const byUnit = new Map<string, CompiledCalendar>();
  const byLayers = new Map<string, CompiledCalendar>();
  const own = sql.maybe<{ depth: number }>('SELECT cardinality(path) AS depth FROM unit WHERE code = $1', [
    candidate.key,
  ]);
  return async (unitPath: readonly string[]): Promise<CompiledCalendar> => {
    const unit = unitPath.join();
    const known = byUnit.get(unit);
    if (known !== undefined) return known;
    const depth = (await own)?.depth ?? 0;
    const inForce = await calendarsInForce(sql, unitPath, now);
    const others = inForce.filter(({ key }) => key !== candidate.key);
    const layers = [...others, { id: 'candidate', key: candidate.key, depth }].sort((a, b) => a.depth - b.depth);
    const name = layers.map(({ id }) => id).join();
    const calendar = byLayers.get(name) ?? compileCalendar(await withCandidate(sql, layers, candidate));
    byLayers.set(name, calendar);
    byUnit.set(unit, calendar);
    return calendar;
  };
}

async function withCandidate(
  sql: Tx,
  layers: readonly CalendarInForce[],
  candidate: Candidate,
): Promise<WorkingCalendar> {
  const [base, ...overlays] = layers;
  if (base?.key !== CALENDAR_KEY) throw new Error(`No CALENDAR ${CALENDAR_KEY} is published`);
  let calendar = 'body' in candidate ? candidate.body : (await policyById(sql, 'CALENDAR', base.id, CALENDAR_KEY)).body;
  for (const { id, key } of overlays) {
    const isCandidate = key === candidate.key && 'overlay' in candidate;
    calendar = overlaid(calendar, isCandidate ? candidate.overlay : (await policyById(sql, 'CALENDAR', id, key)).body);
  }
  return calendar;
}
