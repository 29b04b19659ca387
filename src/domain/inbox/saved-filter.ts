import { z } from 'zod';
import { DONE_FILTER, INBOX_SORTS, OPEN_FILTER, OPEN_LISTS } from './filter.ts';

/** What is kept of a list, a narrowing and an order; checked by what checks the query of the list itself. */
export const SavedSearch = z.discriminatedUnion('list', [
  z.strictObject({
    list: z.enum(OPEN_LISTS),
    sort: z.enum(INBOX_SORTS).default('due'),
    filter: z.strictObject(OPEN_FILTER).default({}),
  }),
  // Decisions have one order, the newest first.
  z.strictObject({ list: z.literal('done'), filter: z.strictObject(DONE_FILTER).default({}) }),
]);
export type SavedSearch = z.output<typeof SavedSearch>;
