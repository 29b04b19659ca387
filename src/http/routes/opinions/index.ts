import type { Route } from '../../route.ts';
import { dropOpinionRoute } from './drop-opinion.ts';
import { readOpinionRoute } from './read-opinion.ts';
import { saveOpinionRoute } from './save-opinion.ts';

export const OPINION_ROUTES: readonly Route[] = [saveOpinionRoute, readOpinionRoute, dropOpinionRoute];
