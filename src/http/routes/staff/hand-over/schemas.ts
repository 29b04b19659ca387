import { z } from 'zod';

/** Who gets what, as an administrator plans it. */
export const PLAN = {
  to: z.uuid().meta({ description: 'Receives every task that `exceptions` does not name.' }),
  exceptions: z
    .array(z.strictObject({ taskId: z.uuid(), to: z.uuid() }))
    .max(1000)
    .refine((list) => new Set(list.map(({ taskId }) => taskId)).size === list.length, 'DUPLICATE_ITEM')
    .default([]),
} as const;
