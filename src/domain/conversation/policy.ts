import { z } from 'zod';
import { durationSchema } from '../time/duration.ts';

const count = z.number().int().positive();

const Rules = z.strictObject({
  /** Whether the applicant's people may write as well, or only read what is said to everybody. */
  comments: z.strictObject({ applicantsWrite: z.boolean() }),
  /** Files added to a comment or to an opinion. `maxPending`: what one person may have uploaded to a case and not used yet. */
  attachments: z.strictObject({
    maxBytes: count,
    maxFiles: count,
    maxPending: count,
    types: z.array(z.string()).min(1),
  }),
  /** How long a person waits before they may urge in the same case again. */
  urges: z.strictObject({ every: durationSchema }),
  /** How many days the draft of an opinion stays readable after its task has ended. */
  drafts: z.strictObject({ keepDays: count }),
});
export type ConversationRules = z.infer<typeof Rules>;

/** Policy kind PROCESS_POLICY, key CONVERSATION: what people may do beside deciding, and where a process has rules of its own. */
export const ConversationPolicyBody = z.strictObject({
  everywhere: Rules,
  processes: z.record(z.string(), Rules.partial()),
});
export type ConversationPolicyBody = z.infer<typeof ConversationPolicyBody>;

export function rulesFor({ everywhere, processes }: ConversationPolicyBody, process: string): ConversationRules {
  const own = Object.entries(processes[process] ?? {}).filter(([, rules]) => rules !== undefined);
  return { ...everywhere, ...Object.fromEntries(own) };
}
