import { z } from 'zod';
import type { StageFate } from '../../../../domain/routes/move-route.ts';
import { InstantSchema } from '../../tasks/schemas.ts';

export const PhaseField = z.string().regex(/^[A-Z][A-Z_]{0,59}$/);

export const FATES = ['KEPT', 'REDATED', 'REOPENED', 'WAITS', 'GONE'] as const satisfies readonly StageFate[];

const Task = z.object({ stage: z.string(), titleZh: z.string(), titleEn: z.string(), state: z.string() });

/** What becomes of a case's open tasks and their deadlines when its route is another version. */
export const MOVED_TASKS = {
  phase: z.string().nullable(),
  phaseOutcome: z.literal('APPROVED').nullable(),
  tasks: z.array(
    Task.extend({
      taskId: z.uuid(),
      fate: z.enum(FATES),
      dueBefore: InstantSchema.nullable(),
      dueAfter: InstantSchema.nullable(),
    }),
  ),
  opened: z.array(
    Task.extend({
      dueAt: InstantSchema.nullable(),
      holders: z.array(z.object({ id: z.uuid(), name: z.string() })),
    }),
  ),
} as const;
