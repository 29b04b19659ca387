import { z } from 'zod';
import type { StageFate } from '../../../../domain/routes/move-route.ts';

export const PhaseField = z.string().regex(/^[A-Z][A-Z_]{0,59}$/);

export const FATES = ['KEPT', 'REDATED', 'REOPENED', 'WAITS', 'GONE'] as const satisfies readonly StageFate[];
