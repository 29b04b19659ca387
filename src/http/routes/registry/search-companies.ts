import { z } from 'zod';
import { searchCompanies, type CompanyRow } from '../../../registry/search/search-companies.ts';
import { PAGE_QUERY, pageOf, pageSchema, readCursor } from '../../page.ts';
import { defineRoute } from '../../route.ts';
import { NameKey, PartnerState, SEARCH_QUERY, SubjectKind } from './schemas.ts';

const Item = z.object({
  id: z.uuid(),
  creditCode: z.string(),
  name: z.string(),
  subjectKind: SubjectKind,
  legalRepName: z.string().meta({ description: 'Masked.' }),
  partnerState: PartnerState,
  unitId: z.uuid().nullable(),
  channelCount: z.number().int(),
});

/** GET /companies */
export const searchCompaniesRoute = defineRoute({
  id: 'searchCompanies',
  method: 'get',
  path: '/companies',
  tag: 'registry',
  summary: 'Search the companies of the registry, in the order of their pinyin',
  access: ['READ_REGISTRY'],
  query: z.strictObject({ ...SEARCH_QUERY, state: PartnerState.optional(), ...PAGE_QUERY }),
  response: { status: 200, schema: pageSchema(Item) },
  async handle({ deps, query: { cursor, ...search } }) {
    const rows = await searchCompanies(deps.db.sql, { ...search, after: readCursor(NameKey, cursor) });
    return { body: pageOf(rows, search.limit, keyOf, withoutKey) };
  },
});

function keyOf({ namePinyin, id }: CompanyRow): z.output<typeof NameKey> {
  return [namePinyin, id];
}

function withoutKey({ namePinyin: _namePinyin, ...company }: CompanyRow): Omit<CompanyRow, 'namePinyin'> {
  return company;
}
