import { z } from 'zod';
import { WAYS } from '../messages/message-table.ts';
import { NOTICE_TOPICS } from './notice-topics.ts';

const process = z.string().regex(/^[A-Z][A-Z0-9_]{1,59}$/);
const stage = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/);

/** Notices a person does without: about a topic, of one process or of all, by one way or by every one. */
export const Mute = z.strictObject({
  topic: z.enum(NOTICE_TOPICS),
  process: process.nullable().default(null),
  ways: z
    .array(z.enum(WAYS))
    .min(1)
    .refine((ways) => new Set(ways).size === ways.length, 'TWICE')
    .default([...WAYS]),
});
export type Mute = z.infer<typeof Mute>;

/** Tasks a person wants first; all that is named has to fit. */
export const FirstRule = z
  .strictObject({
    process: process.nullable().default(null),
    stage: stage.nullable().default(null),
    company: z.uuid().nullable().default(null),
  })
  .refine((rule) => Object.values(rule).some((value) => value !== null), 'NAMES_NOTHING');
export type FirstRule = z.infer<typeof FirstRule>;

export interface WorkSettings {
  readonly muted: readonly Mute[];
  readonly first: readonly FirstRule[];
  /** From which hour of the day on, by the clock of China, the digest goes out; null: none is wanted. */
  readonly digestHour: number | null;
}
