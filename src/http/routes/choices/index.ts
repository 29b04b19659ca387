import type { Route } from '../../route.ts';
import { listApplicationChoicesRoute } from './list-application-choices.ts';
import { listTaskChoicesRoute } from './list-task-choices.ts';

/** Whom people choose for stages to come. */
export const CHOICE_ROUTES: readonly Route[] = [listTaskChoicesRoute, listApplicationChoicesRoute];
