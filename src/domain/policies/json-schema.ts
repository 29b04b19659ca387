import { z } from 'zod';
import { FIELD_NAMES } from './diff/field-names.ts';
import type { PolicyShape } from './kinds.ts';

/**
 * What an author writes, as JSON Schema (2020-12): fields with a default may be left out. Editors and other programs check with it while one
 * writes; what one field says about another, or about the organisation, only the validation of a version knows.
 */
export function jsonSchemaOf({ name, schema }: PolicyShape): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', override });
  return { $schema, $id: `/api/v1/schemas/${name}`, title: name, ...rest };
}

function override({ jsonSchema, path }: { jsonSchema: z.core.JSONSchema.BaseSchema; path: (string | number)[] }): void {
  // A format says what its pattern of two hundred characters would say again.
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  // These bounds are JavaScript's, not ours.
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  const name = path.at(-2) === 'properties' ? FIELD_NAMES[String(path.at(-1))] : undefined;
  if (name !== undefined) jsonSchema.description = `${name.zh} · ${name.en}`;
}

/** The text of `docs/schemas/<name>.json`. */
export function jsonSchemaText(shape: PolicyShape): string {
  return `${JSON.stringify(jsonSchemaOf(shape), null, 2)}\n`;
}
