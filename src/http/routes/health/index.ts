import type { Route } from '../../route.ts';
import { listStuckCasesRoute } from './list-stuck-cases.ts';
import { readHealthRoute } from './read-health.ts';

export const HEALTH_ROUTES: readonly Route[] = [readHealthRoute, listStuckCasesRoute];
