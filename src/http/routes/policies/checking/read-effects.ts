import { z } from 'zod';
import { isError } from '../../../../domain/policies/fault.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import { CALENDAR_KEY, calendarOverlaySchema } from '../../../../domain/time/calendar-overlay.ts';
import { workingCalendarSchema } from '../../../../domain/time/working-calendar.ts';
import { checkPolicy } from '../../../../policies/check-policy.ts';
import { readVersion } from '../../../../policies/version.ts';
import { calendarEffects } from '../../../../tasks/replanning/calendar-effects.ts';
import { readReplan } from '../../../../tasks/replanning/read-replan.ts';
import { defineRoute } from '../../../route.ts';
import { TAG, VersionParams } from '../schemas.ts';

const Count = z.int();
const Instant = z.date().meta({ type: 'string', format: 'date-time' });

const Effects = z.object({
  running: Count,
  earlier: Count,
  later: Count,
  planned: Count,
  beyond: Count,
  mostEarlierMinutes: Count,
  mostLaterMinutes: Count,
});

/** How far the planning is that its publication set in motion. */
const Replan = z.object({ cases: Count, moved: Count, startsAt: Instant, endedAt: Instant.nullable() });

/** GET /policy-versions/{versionId}/effects */
export const readPolicyEffectsRoute = defineRoute({
  id: 'readPolicyEffects',
  method: 'get',
  path: '/policy-versions/{versionId}/effects',
  tag: TAG,
  summary: 'Which running deadlines a calendar would move, or has moved since it was published',
  access: ['WRITE_POLICIES', 'PUBLISH_POLICIES'],
  params: VersionParams,
  response: { status: 200, schema: z.object({ effects: Effects, replan: Replan.nullable() }) },
  refusals: ['POLICY_INVALID'],
  async handle({ deps: { db, config }, params: { versionId } }) {
    const { kind, key, body } = await readVersion(db.sql, versionId);
    if (kind !== 'CALENDAR') throw new Refusal('NOT_FOUND');
    const at = new Date();
    const { faults } = await checkPolicy({ tx: db.sql, key, at }, kind, body, config.mode);
    if (faults.some(isError)) throw new Refusal('POLICY_INVALID', { issues: faults.filter(isError) });
    const candidate =
      key === CALENDAR_KEY
        ? { key, body: workingCalendarSchema.parse(body) }
        : { key, overlay: calendarOverlaySchema.parse(body) };
    const effects = await calendarEffects(db.sql, candidate, at);
    return { body: { effects, replan: await readReplan(db.sql, versionId) } };
  },
});
