import { CALENDAR_KEY, overlaid } from '../domain/time/calendar-overlay.ts';
import { compileCalendar, type CompiledCalendar } from '../domain/time/compile-calendar.ts';
import type { WorkingCalendar } from '../domain/time/working-calendar.ts';
import type { Tx } from '../persistence/tx.ts';
import { policyById } from './current.ts';

/** From the calendar of all down to the unit's own; the newest version of each that has begun. */
const IN_FORCE = `SELECT DISTINCT ON (p.key) p.id, p.key, coalesce(cardinality(u.path), 0) AS depth
  FROM policy_version p LEFT JOIN unit u ON u.code = p.key
  WHERE p.kind = 'CALENDAR' AND p.state = 'PUBLISHED' AND p.valid_from <= $2
    AND p.key = ANY (ARRAY(SELECT code FROM unit WHERE id = ANY ($1::uuid[])) || '${CALENDAR_KEY}'::text)
  ORDER BY p.key, p.version DESC`;

export interface CalendarInForce {
  readonly id: string;
  readonly key: string;
  /** How far down the organisation it belongs; 0 for the calendar of all. */
  readonly depth: number;
}

/** By the versions it is made of: compiled once per process. A few hundred counties with hours of their own are a few hundred entries. */
const compiled = new Map<string, CompiledCalendar>();

/**
 * The working time of a unit, given by its path from the province down: the calendar of all, and over it what each unit on the way
 * has of its own. Not pinned to a case (architecture §4).
 * @throws Error when the calendar of all is not published: the installation cannot do without it.
 */
export async function workingCalendar(tx: Tx, unitPath: readonly string[], at: Date): Promise<CompiledCalendar> {
  const layers = await calendarsInForce(tx, unitPath, at);
  const name = layers.map(({ id }) => id).join();
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const calendar = compileCalendar(await layered(tx, layers));
  compiled.set(name, calendar);
  return calendar;
}

/** The versions a unit's working time is made of, the calendar of all first. */
export async function calendarsInForce(tx: Tx, unitPath: readonly string[], at: Date): Promise<CalendarInForce[]> {
  const rows = await tx.rows<CalendarInForce & Record<string, unknown>>(IN_FORCE, [unitPath, at]);
  return rows.sort((a, b) => a.depth - b.depth);
}

/** Their bodies, one over the other. */
export async function layered(tx: Tx, [base, ...overlays]: readonly CalendarInForce[]): Promise<WorkingCalendar> {
  if (base?.key !== CALENDAR_KEY) throw new Error(`No CALENDAR ${CALENDAR_KEY} is published`);
  let { body } = await policyById(tx, 'CALENDAR', base.id, CALENDAR_KEY);
  for (const { id, key } of overlays) body = overlaid(body, (await policyById(tx, 'CALENDAR', id, key)).body);
  return body;
}
