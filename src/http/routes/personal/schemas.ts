import { z } from 'zod';
import { NOTICE_TOPICS } from '../../../domain/personal/notice-topics.ts';
import { FirstRule, Mute } from '../../../domain/personal/work-settings.ts';

export const TAG = 'personal';

const Topic = z.enum(NOTICE_TOPICS);

/** All of it is replaced at once; what is left out is set back. */
export const WorkSettingsField = z.strictObject({
  muted: z.array(Mute).max(100).default([]).meta({
    description: 'Notices to do without: of a topic, of one process or all, by these ways or by every one.',
  }),
  first: z.array(FirstRule).max(100).default([]).meta({
    description: 'Tasks that come first in my own order (GET /tasks?sort=own); all that a rule names has to fit.',
  }),
  digestHour: z.int().min(0).max(23).nullable().default(null).meta({
    description: 'From which hour on, by the clock of China, my daily digest goes out. null: none.',
  }),
});

export const WorkSettingsSchema = z.object({
  muted: z.array(Mute),
  first: z.array(FirstRule),
  digestHour: z.int().nullable(),
  topics: z.object({ mutable: z.array(Topic), kept: z.array(Topic) }).meta({
    description: 'Topics that may be muted as the rules stand, and those that nobody does without.',
  }),
  defaultDigestHour: z.int().nullable().meta({ description: 'The hour that the rules propose.' }),
});
