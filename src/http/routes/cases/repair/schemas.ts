import { z } from 'zod';

export const PhaseField = z.string().regex(/^[A-Z][A-Z_]{0,59}$/);
