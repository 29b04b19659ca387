import { readMutableTopics, readWorkSettings } from '../../../personal/work-settings.ts';
import { currentPolicy } from '../../../policies/current.ts';
import { defineRoute } from '../../route.ts';
import { TAG, WorkSettingsSchema } from './schemas.ts';

/** GET /me/work-settings */
export const readWorkSettingsRoute = defineRoute({
  id: 'readWorkSettings',
  method: 'get',
  path: '/me/work-settings',
  tag: TAG,
  summary: 'What I have set for my own work: muted notices, tasks that come first, daily digest',
  access: 'PERSON',
  response: { status: 200, schema: WorkSettingsSchema },
  async handle({ deps: { db }, actor }) {
    const now = new Date();
    const [settings, topics, { body: policy }] = await Promise.all([
      readWorkSettings(db.sql, actor.id),
      readMutableTopics(db.sql, now),
      currentPolicy(db.sql, 'PROCESS_POLICY', 'TASKS', now),
    ]);
    return { body: { ...settings, topics, defaultDigestHour: policy.personal?.digestHour ?? null } };
  },
});
