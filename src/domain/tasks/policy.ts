import { z } from 'zod';

/** Policy kind PROCESS_POLICY, key TASKS: the numbers of working on tasks, whatever their process. */
export const TasksPolicyBody = z.strictObject({
  /** How many tasks one order decides at most. */
  bulk: z.strictObject({ maxItems: z.number().int().min(1).max(1000) }),
});
export type TasksPolicyBody = z.infer<typeof TasksPolicyBody>;
