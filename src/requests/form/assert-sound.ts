import { FIELD_FAULTS, type FieldFault } from '../../domain/forms/fault.ts';
import type { FormField } from '../../domain/forms/field.ts';
import { Refusal, type Facts } from '../../domain/refusal.ts';

/** @throws Refusal FORM_FAULTY with what is wrong, field by field and in both languages; what was filled in is not repeated. */
export function assertSound(fields: readonly FormField[], faults: readonly FieldFault[]): void {
  if (faults.length === 0) return;
  throw new Refusal('FORM_FAULTY', { faults: faults.map((fault) => inWords(fields, fault)) });
}

function inWords(fields: readonly FormField[], { field, code, limit }: FieldFault): Facts {
  const title = fields.find(({ key }) => key === field)?.title;
  return {
    // A field nobody knows is not repeated either: it may hold anything.
    field: title === undefined ? null : field,
    code,
    ...(limit === undefined ? {} : { limit }),
    ...(title === undefined ? {} : { title: { ...title } }),
    detail: { ...FIELD_FAULTS[code] },
  };
}
