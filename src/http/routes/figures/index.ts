import type { Route } from '../../route.ts';
import { readOwnFiguresRoute } from './read-own-figures.ts';
import { readTeamFiguresRoute } from './read-team-figures.ts';

export const FIGURE_ROUTES: readonly Route[] = [readOwnFiguresRoute, readTeamFiguresRoute];
