import { fault, isError, warning, type PolicyFault } from '../../domain/policies/fault.ts';
import { CALENDAR_KEY, calendarOverlaySchema, checkOverlay, overlaid } from '../../domain/time/calendar-overlay.ts';
import { checkCalendar, type CalendarIssue } from '../../domain/time/check-calendar.ts';
import { workingCalendarSchema, type WorkingCalendar } from '../../domain/time/working-calendar.ts';
import type { CheckContext } from './context.ts';

/** The calendar of all: sound in itself, and under everything that units have laid over it. */
export async function checkCalendarPolicy(context: CheckContext, calendar: WorkingCalendar): Promise<PolicyFault[]> {
  const own = checkCalendar(calendar).map(asFault);
  return own.some(isError) ? own : [...own, ...checkBelow(calendar, await readLayers(context))];
}

/** A unit's calendar: the unit is there, and the calendars above it and below it fit together with this one between them. */
export async function checkOverlayPolicy(
  context: CheckContext,
  overlay: ReturnType<typeof calendarOverlaySchema.parse>,
): Promise<PolicyFault[]> {
  const unit = await context.tx.maybe<{ path: string[] }>(
    `SELECT ARRAY(SELECT a.code FROM unit a WHERE a.id = ANY (u.path) ORDER BY cardinality(a.path)) AS path
     FROM unit u WHERE u.code = $1 AND NOT u.closed`,
    [context.key],
  );
  if (unit === undefined) return [fault('UNIT_UNKNOWN', '', { unit: context.key })];
  const layers = await readLayers(context);
  const base = layers.find(({ key }) => key === CALENDAR_KEY);
  if (base === undefined) return [fault('NO_CALENDAR_BELOW', '')];
  const above = unit.path.filter((code) => code !== context.key);
  const calendar = layersOf(workingCalendarSchema.parse(base.body), above, layers);
  const own = checkOverlay(calendar, overlay).map(asFault);
  if (own.some(isError)) return own;
  const below = layers.filter(({ path }) => path.includes(context.key));
  return [...own, ...checkBelow(overlaid(calendar, overlay), below, context.key)];
}

interface Layer extends Record<string, unknown> {
  readonly key: string;
  readonly body: unknown;
  /** Codes from the province down to the unit; empty for the calendar of all. */
  readonly path: readonly string[];
}

/** The newest published version of each, also one that has not begun yet: it will lie under or over this one before long. */
function readLayers({ tx, key }: CheckContext): Promise<Layer[]> {
  return tx.rows<Layer>(
    `SELECT DISTINCT ON (p.key) p.key, p.body,
       ARRAY(SELECT a.code FROM unit a WHERE a.id = ANY (u.path) ORDER BY cardinality(a.path)) AS path
     FROM policy_version p LEFT JOIN unit u ON u.code = p.key
     WHERE p.kind = 'CALENDAR' AND p.state = 'PUBLISHED' AND p.key <> $1 AND (u.id IS NOT NULL OR p.key = $2)
     ORDER BY p.key, p.version DESC`,
    [key, CALENDAR_KEY],
  );
}

/** Units whose own calendar cannot be laid over this one; `from` is the unit that `calendar` reaches down to. */
function checkBelow(calendar: WorkingCalendar, layers: readonly Layer[], from?: string): PolicyFault[] {
  const broken = layers.filter(({ key, path, body }) => {
    const between = path.slice(from === undefined ? 0 : path.indexOf(from) + 1).filter((code) => code !== key);
    const under = layersOf(calendar, between, layers);
    return checkOverlay(under, calendarOverlaySchema.parse(body)).some(({ level }) => level === 'ERROR');
  });
  const units = broken.map(({ key }) => key);
  return units.length === 0 ? [] : [fault('CALENDAR_OF_UNITS_BROKEN', '', { units })];
}

function layersOf(base: WorkingCalendar, codes: readonly string[], layers: readonly Layer[]): WorkingCalendar {
  return codes.reduce((calendar, code) => {
    const layer = layers.find(({ key }) => key === code);
    return layer === undefined ? calendar : overlaid(calendar, calendarOverlaySchema.parse(layer.body));
  }, base);
}

function asFault({ level, code, path }: CalendarIssue): PolicyFault {
  return (level === 'ERROR' ? fault : warning)(code, path.join('.'));
}
