import type { z } from 'zod';
import { Refusal } from '../../domain/refusal.ts';

/** A path that cannot name anything names nothing. */
export function parsePath(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Refusal('NOT_FOUND');
  return parsed.data;
}

/** @throws Refusal UNKNOWN_FIELD or INVALID, naming each field and never repeating what was in it. */
export function parse(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({
    path: issue.path.map(String).join('.').slice(0, 200),
    code: issue.code === 'unrecognized_keys' ? 'UNKNOWN_FIELD' : issue.code.toUpperCase(),
    ...(issue.code === 'unrecognized_keys' ? { keys: issue.keys.slice(0, 20).map((key) => key.slice(0, 100)) } : {}),
    ...(issue.code === 'custom' ? { rule: issue.message } : {}),
    ...(issue.code === 'too_big' ? { maximum: Number(issue.maximum) } : {}),
    ...(issue.code === 'too_small' ? { minimum: Number(issue.minimum) } : {}),
  }));
  const unknownOnly = issues.every((issue) => issue.code === 'UNKNOWN_FIELD');
  throw new Refusal(unknownOnly ? 'UNKNOWN_FIELD' : 'INVALID', { issues });
}
