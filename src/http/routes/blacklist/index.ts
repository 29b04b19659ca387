import type { Route } from '../../route.ts';
import { decideListingRoute } from './decide-listing.ts';
import { decideRemovalRoute } from './decide-removal.ts';
import { listBlacklistRoute } from './list-entries.ts';
import { proposeListingRoute } from './propose-listing.ts';
import { proposeRemovalRoute } from './propose-removal.ts';
import { readBlacklistEntryRoute } from './read-entry.ts';

/** Companies and persons with whom no business is done. */
export const BLACKLIST_ROUTES: readonly Route[] = [
  listBlacklistRoute,
  readBlacklistEntryRoute,
  proposeListingRoute,
  decideListingRoute,
  proposeRemovalRoute,
  decideRemovalRoute,
];
