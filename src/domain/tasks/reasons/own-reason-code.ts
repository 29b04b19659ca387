import { z } from 'zod';
import { isSystemReason } from './system-reasons.ts';

/** The code a person gives with a word of theirs. What the system gives for what it does by itself is nobody's own. */
export const OwnReasonCode = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{1,59}$/)
  .refine((code) => !isSystemReason(code), 'RESERVED');
