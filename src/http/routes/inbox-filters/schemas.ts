import { z } from 'zod';
import { SavedSearch } from '../../../domain/inbox/saved-filter.ts';
import { lineText } from '../../text.ts';

export const FilterParams = z.object({ filterId: z.uuid() });

export const FilterBody = z.strictObject({
  name: lineText(60),
  isDefault: z.boolean().default(false),
  search: SavedSearch,
});

export const SavedFilterSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  isDefault: z.boolean(),
  list: z.string(),
  sort: z.string().nullable(),
  filter: z.record(z.string(), z.unknown()).meta({ description: 'As the query of the list takes it.' }),
  version: z.number().int(),
});

export const FilterNowSchema = z.object({ filterId: z.uuid(), version: z.number().int() });
