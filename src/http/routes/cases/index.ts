import type { Route } from '../../route.ts';
import { readCaseRoute } from './read-case.ts';
import { readPredictionRoute } from './read-prediction.ts';
import { readTimelineRoute } from './read-timeline.ts';
import { cancelCaseRoute } from './repair/cancel-case.ts';
import { moveCaseRoute } from './repair/move-case.ts';
import { orderRouteMovesRoute, previewRouteMoves, previewRouteMovesOfCases } from './repair/route-moves.ts';
import { previewRouteVersion, setRouteVersion } from './repair/route-version.ts';
import { wakeCaseRoute } from './repair/wake-case.ts';
import { withdrawCase } from './withdraw-case.ts';

export const CASE_ROUTES: readonly Route[] = [
  readCaseRoute,
  readTimelineRoute,
  readPredictionRoute,
  withdrawCase,
  cancelCaseRoute,
  moveCaseRoute,
  wakeCaseRoute,
  previewRouteVersion,
  setRouteVersion,
  previewRouteMoves,
  previewRouteMovesOfCases,
  orderRouteMovesRoute,
];
