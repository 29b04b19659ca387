import { z } from 'zod';

/** No field of the product takes more characters than this; a longer text belongs into a file. */
const LONGEST = 10_000;

/**
 * Text that people write, taken as it is: nothing is trimmed or dropped. Lengths count characters as people see code points, so
 * 𠮷 is one. NUL is refused, because PostgreSQL cannot keep it, and so are lone halves of a surrogate pair, which no file can.
 */
export function freeText(max: number, min = 1): z.ZodType<string, string> {
  return text(max, min, () => undefined);
}

/** A name or another text of one line: no control characters, and no blanks at its ends, which nobody sees and a search does. */
export function lineText(max: number, min = 1): z.ZodType<string, string> {
  return text(max, min, notOneLine);
}

function text(max: number, min: number, faultOf: (text: string) => string | undefined): z.ZodType<string, string> {
  const longest = Math.min(max, LONGEST);
  return z
    .string()
    .superRefine((value, context) => {
      const length = Array.from(value).length;
      const fault = unstorable(value) ?? faultOf(value);
      if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
      if (length > longest) context.addIssue({ code: 'too_big', maximum: longest, origin: 'string', input: value });
      if (length < min || (min > 0 && value.trim() === '')) {
        context.addIssue({ code: 'too_small', minimum: min, origin: 'string', input: value });
      }
    })
    .meta({ minLength: min, maxLength: longest });
}

function unstorable(value: string): string | undefined {
  return value.includes('\0') || /\p{Surrogate}/u.test(value) ? 'CHARACTER' : undefined;
}

function notOneLine(value: string): string | undefined {
  if (/[\p{Cc}\u2028\u2029]/u.test(value)) return 'CONTROL_CHARACTER';
  return value === value.trim() ? undefined : 'BLANK_AT_THE_END';
}
