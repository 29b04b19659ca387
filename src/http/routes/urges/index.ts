import type { Route } from '../../route.ts';
import { listUrgesRoute } from './list-urges.ts';
import { urgeCaseRoute } from './urge-case.ts';

export const URGE_ROUTES: readonly Route[] = [urgeCaseRoute, listUrgesRoute];
