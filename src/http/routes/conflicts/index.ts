import type { Route } from '../../route.ts';
import { declareConflictRoute } from './declare-conflict.ts';
import { listConflictsRoute } from './list-conflicts.ts';
import { withdrawConflictRoute } from './withdraw-conflict.ts';

/** Declared conflicts of interest. */
export const CONFLICT_ROUTES: readonly Route[] = [declareConflictRoute, listConflictsRoute, withdrawConflictRoute];
