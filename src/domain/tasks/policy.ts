import { z } from 'zod';
import { plainLengthSchema } from '../accounts/plain-length.ts';

/** Policy kind PROCESS_POLICY, key TASKS: the numbers of working on tasks, whatever their process. */
export const TasksPolicyBody = z.strictObject({
  /** How many tasks one order decides at most. */
  bulk: z.strictObject({ maxItems: z.number().int().min(1).max(1000) }),
  /** How many filters of the inbox one person saves, and in how many places at once the inbox tells one person that it has changed. */
  inbox: z
    .strictObject({ savedFilters: z.int().min(1).max(100), streams: z.int().min(1).max(50) })
    .default({ savedFilters: 30, streams: 6 }),
  /**
   * Links in mails by which a task is decided: how long one works at most, the task's own deadline notwithstanding, and how often one
   * network address may ask in a minute; and for how many days one that was used or has expired is kept, so that whoever sends the same word again is
   * told the same answer. Where nothing is said no mail carries one, and none is kept.
   */
  links: z
    .strictObject({
      longest: plainLengthSchema,
      perMinute: z.int().min(1),
      keepDays: z.int().min(1).max(3650).default(30),
    })
    .optional(),
  /**
   * What people set for their own work: how many rules of each kind, the hour (0 to 23, by the clock of China) that is proposed for a digest, and how many
   * tasks it names. Where nothing is said nobody sets a rule, and no digest is sent.
   */
  personal: z
    .strictObject({
      mostRules: z.int().min(1).max(100),
      digestHour: z.int().min(0).max(23),
      digestTasks: z.int().min(1).max(50),
    })
    .optional(),
});
export type TasksPolicyBody = z.infer<typeof TasksPolicyBody>;
