import { z } from 'zod';
import { durationSchema } from '../time/duration.ts';

/** Policy kind PROCESS_POLICY, key REQUEST: numbers of requests of every kind, and of what they bring about. */
export const RequestPolicyBody = z.strictObject({
  uploads: z.strictObject({
    maxBytes: z.int().positive(),
    /** Of one request. */
    maxFiles: z.int().positive(),
    types: z.array(z.string()).min(1),
  }),
  /** Of rules and notices that somebody has not acknowledged, or read. */
  publications: z.strictObject({
    remindEvery: durationSchema,
    /** Reminders to one person about one rule. */
    mostReminders: z.int().min(0),
  }),
  /** So many days before a proof on record ends company and channel manager are told (ADM-27); each its own reminder. */
  proofs: z.strictObject({ remindDaysBefore: z.array(z.int().min(0).max(730)).min(1) }),
});
export type RequestPolicyBody = z.infer<typeof RequestPolicyBody>;
