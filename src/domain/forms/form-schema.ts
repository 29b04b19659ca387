import type { Facts } from '../refusal.ts';
import { takesList, type FormField } from './field.ts';

/** The form as JSON Schema (2020-12), for renderers and programs that fill it in; conditions and rights only the product checks. */
export function schemaOfForm(fields: readonly FormField[]): Facts {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(fields.map((field) => [field.key, schemaOfField(field)])),
  };
}

function schemaOfField(field: FormField): Facts {
  const about = { title: `${field.title.zh} · ${field.title.en}` };
  const one = schemaOfOne(field);
  if (!takesList(field)) return { ...about, ...one };
  return {
    ...about,
    type: 'array',
    items: one,
    uniqueItems: true,
    ...('most' in field ? { maxItems: field.most } : {}),
  };
}

function schemaOfOne(field: FormField): Facts {
  switch (field.type) {
    case 'TEXT':
      return { type: 'string', maxLength: field.max, ...(field.min === undefined ? {} : { minLength: field.min }) };
    case 'NUMBER':
      return { type: 'number', ...given('minimum', field.min), ...given('maximum', field.max) };
    case 'MONEY':
      return { type: 'string', pattern: '^-?\\d+(\\.\\d{1,2})?$' };
    case 'DATE':
      return { type: 'string', format: 'date' };
    case 'CHOICE':
      return { type: 'string', enum: field.options.map(({ code }) => code) };
    case 'BOOLEAN':
      return { type: 'boolean' };
    case 'CHANNEL_TYPE':
      return { type: 'string' };
    default:
      return { type: 'string', format: 'uuid' };
  }
}

function given(name: string, value: number | undefined): Facts {
  return value === undefined ? {} : { [name]: value };
}
