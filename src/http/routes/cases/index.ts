import type { Route } from '../../route.ts';
import { readCaseRoute } from './read-case.ts';
import { readPredictionRoute } from './read-prediction.ts';
import { readTimelineRoute } from './read-timeline.ts';
import { withdrawCase } from './withdraw-case.ts';

export const CASE_ROUTES: readonly Route[] = [readCaseRoute, readTimelineRoute, readPredictionRoute, withdrawCase];
