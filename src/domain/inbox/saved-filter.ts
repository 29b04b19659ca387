import { z } from 'zod';
import { COPIES_FILTER, DONE_FILTER, INBOX_SORTS, OPEN_FILTER, OPEN_LISTS, STARTED_FILTER } from './filter.ts';

/** What is kept of a list, a narrowing and an order; checked by what checks the query of the list itself. */
export const SavedSearch = z.discriminatedUnion('list', [
  z.strictObject({
    list: z.enum(OPEN_LISTS),
    sort: z.enum([...INBOX_SORTS, 'own']).default('due'),
    filter: z.strictObject(OPEN_FILTER).default({}),
  }),
  // These have one order, the newest first.
  z.strictObject({ list: z.literal('done'), filter: z.strictObject(DONE_FILTER).default({}) }),
  z.strictObject({ list: z.literal('started'), filter: z.strictObject(STARTED_FILTER).default({}) }),
  z.strictObject({ list: z.literal('copies'), filter: z.strictObject(COPIES_FILTER).default({}) }),
]);
export type SavedSearch = z.output<typeof SavedSearch>;
