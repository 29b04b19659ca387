import type { z } from 'zod';
import { FormField } from '../../../src/domain/forms/field.ts';

type Wish = Omit<z.input<typeof FormField>, 'key' | 'title'>;

/** A field as the schema reads it, defaults filled in. */
export function field(key: string, wish: object): FormField {
  return FormField.parse({ key, title: { zh: key, en: key }, ...(wish as Wish) });
}
