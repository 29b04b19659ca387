import { allHold } from './condition.ts';
import type { FormField, FieldRight } from './field.ts';
import type { FormValues } from './values.ts';

/** Who looks at a form or changes it: whoever asked, the people of an open stage of theirs, or somebody else of the office. */
export type Viewer =
  { readonly kind: 'APPLICANT' } | { readonly kind: 'STAGE'; readonly stage: string } | { readonly kind: 'OFFICE' };

/**
 * The fields whose conditions hold, in their order. Conditions look at earlier fields only, and one that is not shown counts as not filled in,
 * so one walk is enough.
 */
export function shownFields(fields: readonly FormField[], values: FormValues): FormField[] {
  const counted: Record<string, FormValues[string]> = {};
  return fields.filter((field) => {
    if (!allHold(field.showWhen, counted)) return false;
    const value = values[field.key];
    if (value !== undefined) counted[field.key] = value;
    return true;
  });
}

/** What is filled in and shown; what is no longer shown is dropped. Doing it twice changes nothing. */
export function keptValues(fields: readonly FormField[], values: FormValues): FormValues {
  const shown = new Set(shownFields(fields, values).map(({ key }) => key));
  return Object.fromEntries(Object.entries(values).filter(([key]) => shown.has(key)));
}

export function rightOf(
  { rights }: Pick<FormField, 'rights'>,
  viewer: Viewer,
  isOver: boolean,
): Exclude<FieldRight, 'AT_END'> {
  switch (viewer.kind) {
    case 'APPLICANT':
      if (rights.applicant === 'AT_END') return isOver ? 'READ' : 'HIDDEN';
      return rights.applicant;
    case 'STAGE':
      return rights.stages[viewer.stage] ?? rights.office;
    case 'OFFICE':
      return rights.office;
  }
}

/** The values this viewer may see. */
export function readableValues(
  fields: readonly FormField[],
  values: FormValues,
  viewer: Viewer,
  isOver: boolean,
): FormValues {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = values[field.key];
      return value === undefined || rightOf(field, viewer, isOver) === 'HIDDEN' ? [] : [[field.key, value]];
    }),
  );
}
