import { z } from 'zod';
import { saveWorkSettings } from '../../../personal/work-settings.ts';
import { defineRoute } from '../../route.ts';
import { TAG, WorkSettingsField } from './schemas.ts';

/** PUT /me/work-settings */
export const saveWorkSettingsRoute = defineRoute({
  id: 'saveWorkSettings',
  method: 'put',
  path: '/me/work-settings',
  tag: TAG,
  summary: 'Set which notices I do without, which tasks come first, and when my daily digest goes out',
  access: 'PERSON',
  body: WorkSettingsField,
  response: {
    status: 200,
    schema: z.object({ muted: z.int(), first: z.int(), digestHour: z.int().nullable() }),
  },
  refusals: ['NOT_MUTABLE', 'TOO_MANY_RULES', 'PROCESS_UNKNOWN'],
  handle({ actor, body, act }) {
    return act((running) => saveWorkSettings(running, actor.id, body));
  },
});
