import { z } from 'zod';
import { searchChannels, type ChannelRow } from '../../../registry/search/search-channels.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { ChannelState, NameKey, SEARCH_QUERY } from './schemas.ts';

const Item = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  typeCode: z.string(),
  state: ChannelState,
  companyId: z.uuid().nullable(),
  companyName: z.string().nullable(),
  ownerUnitId: z.uuid().nullable(),
  unitId: z.uuid(),
});

/** GET /channels */
export const searchChannelsRoute = defineRoute({
  id: 'searchChannels',
  method: 'get',
  path: '/channels',
  tag: 'registry',
  summary: 'Search the channels of the registry, in the order of their pinyin',
  access: ['READ_REGISTRY'],
  query: z.strictObject({
    ...SEARCH_QUERY,
    companyId: z.uuid().optional(),
    state: ChannelState.optional(),
    ...PAGE_QUERY,
  }),
  response: { status: 200, schema: pageSchema(Item) },
  async handle({ deps, query: { cursor, ...search } }) {
    const rows = await searchChannels(deps.db.sql, { ...search, after: readCursor(NameKey, cursor) });
    return { body: pageOf(rows, search.limit, keyOf, withoutKey) };
  },
});

function keyOf({ namePinyin, id }: ChannelRow): z.output<typeof NameKey> {
  return [namePinyin, id];
}

function withoutKey({ namePinyin: _namePinyin, ...channel }: ChannelRow): Omit<ChannelRow, 'namePinyin'> {
  return channel;
}
