import type { Route } from '../../route.ts';
import { disableStaffRoute } from './disable-staff.ts';
import { enableStaffRoute } from './enable-staff.ts';
import { endRoleRoute } from './end-role.ts';
import { grantRoleRoute } from './grant-role.ts';
import { orderHandOverRoute } from './hand-over/order-hand-over.ts';
import { previewHandOverRoute } from './hand-over/preview-hand-over.ts';
import { inviteStaffAgainRoute } from './invite-staff-again.ts';
import { inviteStaffRoute } from './invite-staff.ts';
import { listStaffRoute } from './list-staff.ts';
import { readStaffRoute } from './read-staff.ts';

/** Accounts of staff and their roles. */
export const STAFF_ROUTES: readonly Route[] = [
  listStaffRoute,
  readStaffRoute,
  inviteStaffRoute,
  inviteStaffAgainRoute,
  disableStaffRoute,
  enableStaffRoute,
  grantRoleRoute,
  endRoleRoute,
  previewHandOverRoute,
  orderHandOverRoute,
];
