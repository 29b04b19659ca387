import { z } from 'zod';

/** No field of the product takes more characters than this. */
const LONGEST = 10_000;

/**
 * Text that people write, taken as it is: nothing is trimmed or dropped. Lengths count characters as people see code points, so
 * 𠮷 is one. NUL is refused, because PostgreSQL cannot keep it, and so are lone halves of a surrogate pair, which no file can.
 */
export function freeText(max: number, min = 1): z.ZodType<string, string> {
  const longest = Math.min(max, LONGEST);
  return z.string().superRefine((text, context) => {
    const length = Array.from(text).length;
    if (text.includes('\0') || !text.isWellFormed()) context.addIssue({ code: 'custom', message: 'CHARACTER' });
    if (length > longest) context.addIssue({ code: 'too_big', maximum: longest, origin: 'string', input: text });
    if (length < min || (min > 0 && text.trim() === '')) {
      context.addIssue({ code: 'too_small', minimum: min, origin: 'string', input: text });
    }
  });
}
