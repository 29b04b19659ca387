import { limitFault, shapeFault } from './check-field.ts';
import type { FieldFault } from './fault.ts';
import type { FormField } from './field.ts';
import { changedFields, type FormValues } from './values.ts';
import { keptValues, rightOf, shownFields, type Viewer } from './visible-fields.ts';

export interface Filling {
  /** As they are on record. */
  readonly before: FormValues;
  /** As somebody sends them: the whole of what they may edit. What is not theirs may be left out. */
  readonly sent: FormValues;
  readonly by: Viewer;
}

export interface Checked {
  /** What would be kept: fields that are not shown are left out. */
  readonly values: FormValues;
  /** Keys of the fields that change, sorted. */
  readonly changed: readonly string[];
  readonly faults: readonly FieldFault[];
}

/**
 * Whether somebody may save this: only fields that are theirs to edit, every value of its field's kind. Nothing has to be complete yet. What
 * another field hides goes with it, whosever it is.
 */
export function checkSaving(fields: readonly FormField[], { before, sent, by }: Filling): Checked {
  const faults: FieldFault[] = Object.keys(sent)
    .filter((key) => !fields.some((field) => field.key === key))
    .map((key) => ({ field: key, code: 'UNKNOWN_FIELD' }));
  const merged: Record<string, FormValues[string]> = {};
  for (const field of fields) {
    const { key } = field;
    const isOurs = rightOf(field, by, false) === 'EDIT';
    const value = sent[key] ?? (isOurs ? undefined : before[key]);
    if (value === undefined) continue;
    merged[key] = value;
    if (!isOurs && changedFields({ [key]: value }, pick(before, key)).length > 0) {
      faults.push({ field: key, code: 'NOT_EDITABLE' });
    }
  }
  const values = keptValues(fields, merged);
  for (const field of fields) {
    const value = values[field.key];
    const fault = value === undefined ? undefined : shapeFault(field, value);
    if (fault !== undefined) faults.push(fault);
  }
  return { values, changed: changedFields(before, values), faults };
}

/** What keeps the form from being handed in by this person: all that is shown and theirs to fill in is, and fits. `today`: `YYYY-MM-DD`. */
export function checkHandingIn(
  fields: readonly FormField[],
  values: FormValues,
  by: Viewer,
  today: string,
): FieldFault[] {
  return shownFields(fields, values).flatMap((field): FieldFault[] => {
    if (rightOf(field, by, false) !== 'EDIT') return [];
    const value = values[field.key];
    if (value === undefined) return field.required ? [{ field: field.key, code: 'MISSING' }] : [];
    const fault = shapeFault(field, value) ?? limitFault(field, value, { values, today });
    return fault === undefined ? [] : [fault];
  });
}

function pick(values: FormValues, key: string): FormValues {
  const value = values[key];
  return value === undefined ? {} : { [key]: value };
}
