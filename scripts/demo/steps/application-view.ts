import { z } from 'zod';
import type { Person } from '../people/person.ts';

const Item = z.object({
  code: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  required: z.boolean(),
  numberRequired: z.boolean(),
  validityRequired: z.boolean(),
  minFiles: z.int(),
  revision: z.int(),
  verdict: z.string(),
  remark: z.string().nullable(),
  files: z.array(z.object({ id: z.uuid(), name: z.string(), sha256: z.string() })),
});
export type Item = z.infer<typeof Item>;

const Application = z.object({
  number: z.string(),
  state: z.string(),
  version: z.int(),
  form: z.record(z.string(), z.unknown()),
  reapplyFrom: z.string().nullable(),
  items: z.array(Item),
});
export type Application = z.infer<typeof Application>;

export function readApplication(reader: Person, caseId: string): Promise<Application> {
  return reader.caller.get(`/applications/${caseId}`, Application);
}

/** What has to be proven for this type of channel. */
export async function requiredItems(reader: Person, caseId: string): Promise<Item[]> {
  return (await readApplication(reader, caseId)).items.filter(({ required }) => required);
}
