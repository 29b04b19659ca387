import type { FieldCondition } from './condition.ts';
import { fen } from './check-field.ts';
import { takesList, type FormField } from './field.ts';

export interface FormFault {
  readonly code:
    | 'DUPLICATE_FIELD'
    | 'DUPLICATE_OPTION'
    | 'FIELD_NOT_EARLIER'
    | 'CONDITION_NOT_POSSIBLE'
    | 'LIMITS_CROSS'
    | 'STAGE_UNKNOWN'
    | 'NOBODY_EDITS';
  /** `fields.3.showWhen.0` */
  readonly path: string;
  readonly names: string;
}

/** What has to be true of a form before anybody can fill it in. `stages` are the keys of the stages whose people may see it. */
export function checkDefinition(fields: readonly FormField[], stages: ReadonlySet<string>): FormFault[] {
  const faults: FormFault[] = [];
  const earlier = new Map<string, FormField>();
  for (const [index, field] of fields.entries()) {
    const path = `fields.${index}`;
    const fault = (code: FormFault['code'], at: string, names: string = field.key) =>
      faults.push({ code, path: at === '' ? path : `${path}.${at}`, names });
    if (earlier.has(field.key)) fault('DUPLICATE_FIELD', 'key');
    for (const [n, condition] of field.showWhen.entries()) {
      const other = earlier.get(condition.field);
      if (other === undefined) fault('FIELD_NOT_EARLIER', `showWhen.${n}`, condition.field);
      else if (!isPossible(condition, other)) fault('CONDITION_NOT_POSSIBLE', `showWhen.${n}`, condition.field);
    }
    if (field.type === 'DATE' && field.after !== undefined && earlier.get(field.after)?.type !== 'DATE') {
      fault('FIELD_NOT_EARLIER', 'after', field.after);
    }
    if (field.type === 'CHOICE' && new Set(field.options.map(({ code }) => code)).size < field.options.length) {
      fault('DUPLICATE_OPTION', 'options');
    }
    if (isCrossed(field)) fault('LIMITS_CROSS', '');
    for (const stage of Object.keys(field.rights.stages)) {
      if (!stages.has(stage)) fault('STAGE_UNKNOWN', 'rights.stages', stage);
    }
    if (field.required && !isEditedBySomebody(field)) fault('NOBODY_EDITS', 'rights');
    earlier.set(field.key, field);
  }
  return faults;
}

/** Whether a field of this kind can ever meet it. */
export function isPossible(condition: FieldCondition, field: FormField): boolean {
  switch (condition.operator) {
    case 'FILLED':
    case 'EMPTY':
      return true;
    case 'AT_LEAST':
    case 'BELOW':
      return field.type === 'NUMBER' || field.type === 'MONEY';
    case 'IN':
    case 'NOT_IN':
      return condition.values.every((value) => isValueOf(field, value));
  }
}

function isValueOf(field: FormField, value: string | number | boolean): boolean {
  if (field.type === 'CHOICE') return field.options.some(({ code }) => code === value);
  if (field.type === 'BOOLEAN') return typeof value === 'boolean';
  if (field.type === 'NUMBER') return typeof value === 'number';
  return typeof value === 'string' && field.type !== 'FILE';
}

function isCrossed(field: FormField): boolean {
  switch (field.type) {
    case 'TEXT':
    case 'NUMBER':
      return field.min !== undefined && field.max !== undefined && field.min > field.max;
    case 'MONEY':
      return field.min !== undefined && field.max !== undefined && fen(field.min) > fen(field.max);
    case 'DATE':
      return isDay(field.min) && isDay(field.max) && field.min > field.max;
    case 'FILE':
      return field.least > field.most;
    case 'CHOICE':
      return takesList(field) && field.most > field.options.length;
    default:
      return false;
  }
}

function isDay(day: string | undefined): day is string {
  return day !== undefined && day !== 'TODAY';
}

function isEditedBySomebody({ rights }: FormField): boolean {
  return rights.applicant === 'EDIT' || Object.values(rights.stages).includes('EDIT');
}
