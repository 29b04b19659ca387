import type { Route } from '../../route.ts';
import { closeUnitRoute } from './close-unit.ts';
import { createUnitRoute } from './create-unit.ts';
import { listUnitsRoute } from './list-units.ts';
import { moveUnitRoute } from './move-unit.ts';
import { readRoleMatrixRoute } from './read-role-matrix.ts';
import { readUnitRoute } from './read-unit.ts';
import { renameUnitRoute } from './rename-unit.ts';
import { setUnitHeadRoute } from './set-unit-head.ts';

/** The tree of units and the matrix of roles. */
export const ORGANISATION_ROUTES: readonly Route[] = [
  listUnitsRoute,
  readUnitRoute,
  createUnitRoute,
  renameUnitRoute,
  moveUnitRoute,
  closeUnitRoute,
  setUnitHeadRoute,
  readRoleMatrixRoute,
];
