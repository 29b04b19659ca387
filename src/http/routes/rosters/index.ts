import type { Route } from '../../route.ts';
import { addRosterMemberRoute } from './add-roster-member.ts';
import { createRosterRoute } from './create-roster.ts';
import { endRosterMemberRoute } from './end-roster-member.ts';
import { listRostersRoute } from './list-rosters.ts';
import { readRosterRoute } from './read-roster.ts';
import { renameRosterRoute } from './rename-roster.ts';
import { setRosterClosedRoute } from './set-roster-closed.ts';

/** Posts and groups: named lists of staff that routes ask. */
export const ROSTER_ROUTES: readonly Route[] = [
  listRostersRoute,
  readRosterRoute,
  createRosterRoute,
  renameRosterRoute,
  setRosterClosedRoute,
  addRosterMemberRoute,
  endRosterMemberRoute,
];
