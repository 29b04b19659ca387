import { z } from 'zod';

/** One filled field: text, number, yes or no, or several of a choice, of ids, of files. Money is a decimal text, a date `YYYY-MM-DD`. */
export type FormValue = string | number | boolean | readonly string[];

/** What is filled in, by the key of the field; what is not filled in is not there. */
export type FormValues = { readonly [key: string]: FormValue };

const LONGEST_LIST = 500;

/** As a client sends them: null, an empty text and an empty list say that a field is not filled in. */
export const SentValues = z.record(
  z.string().max(40),
  z.union([z.string().max(10_000), z.number(), z.boolean(), z.null(), z.array(z.string().max(200)).max(LONGEST_LIST)]),
);
export type SentValues = z.infer<typeof SentValues>;

export function filledIn(sent: SentValues): FormValues {
  return Object.fromEntries(
    Object.entries(sent).flatMap(([key, value]) => {
      const isFilled = value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
      return isFilled ? [[key, value]] : [];
    }),
  );
}

/** Keys of the fields in which two fillings differ, sorted. */
export function changedFields(before: FormValues, after: FormValues): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => !isSame(before[key], after[key])).sort();
}

function isSame(one: FormValue | undefined, other: FormValue | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
