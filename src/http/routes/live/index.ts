import type { Route } from '../../route.ts';
import { watchListsRoute } from './watch-lists.ts';

export const LIVE_ROUTES: readonly Route[] = [watchListsRoute];
