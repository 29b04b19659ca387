import type { Route } from '../../route.ts';
import { listCompanyChanges } from './list-company-changes.ts';
import { readChannelRoute } from './read-channel.ts';
import { readCompanyRoute } from './read-company.ts';
import { searchChannelsRoute } from './search-channels.ts';
import { searchCompaniesRoute } from './search-companies.ts';
import { unmaskCompanyRoute } from './unmask-company.ts';

/** Companies and channels on record. */
export const REGISTRY_ROUTES: readonly Route[] = [
  searchCompaniesRoute,
  readCompanyRoute,
  unmaskCompanyRoute,
  listCompanyChanges,
  searchChannelsRoute,
  readChannelRoute,
];
