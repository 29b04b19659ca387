import type { Route } from '../../route.ts';
import { changeFilterRoute } from './change-filter.ts';
import { listFiltersRoute } from './list-filters.ts';
import { removeFilterRoute } from './remove-filter.ts';
import { saveFilterRoute } from './save-filter.ts';

export const INBOX_FILTER_ROUTES: readonly Route[] = [
  listFiltersRoute,
  saveFilterRoute,
  changeFilterRoute,
  removeFilterRoute,
];
